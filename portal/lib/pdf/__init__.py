"""From a template to a PDF on paper: composed, printed by WeasyPrint in a child process, kept, and answered."""
