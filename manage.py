#!/usr/bin/env python
"""The portal's command line."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    from portal.demo.environment import beside_a_demo

    os.environ |= beside_a_demo(os.environ)
    if sys.argv[1:] == ["doctor"]:
        # It must speak where Django is missing, or refuses the settings.
        from portal.lib import doctor

        sys.exit(not doctor.report(print))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
