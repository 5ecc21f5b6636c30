"""The database itself refuses one seat more than there are, whoever writes and however."""

from django.db import migrations

# The meeting's row is locked first, as every action does, so that of two who count at once the second sees the first.
# Lowering a number of seats removes nobody: what holds a seat already is not counted again.
MAKE = """
CREATE FUNCTION visits_claim_within_capacity() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    seats integer;
    taken integer;
BEGIN
    IF NEW.state NOT IN ('confirmed', 'offered') THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state IN ('confirmed', 'offered') AND OLD.meeting_id = NEW.meeting_id
        AND OLD.what = NEW.what AND OLD.option_id IS NOT DISTINCT FROM NEW.option_id
        AND (NOT NEW.takes_city_seat OR (OLD.takes_city_seat AND OLD.city_id IS NOT DISTINCT FROM NEW.city_id)) THEN
        RETURN NEW;
    END IF;
    PERFORM FROM visits_meeting WHERE id = NEW.meeting_id FOR UPDATE;
    IF NEW.what = 'option' THEN
        SELECT option.seats INTO seats FROM visits_option AS option WHERE id = NEW.option_id;
    ELSE
        SELECT CASE NEW.what WHEN 'room' THEN room_seats ELSE online_seats END INTO seats
        FROM visits_registrationsettings WHERE meeting_id = NEW.meeting_id;
    END IF;
    IF seats IS NOT NULL THEN
        SELECT count(*) INTO taken FROM visits_claim WHERE meeting_id = NEW.meeting_id AND what = NEW.what
        AND option_id IS NOT DISTINCT FROM NEW.option_id AND state IN ('confirmed', 'offered') AND id <> NEW.id;
        IF taken >= seats THEN
            RAISE EXCEPTION 'All % seats are taken.', seats
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_within_capacity';
        END IF;
    END IF;
    IF NEW.takes_city_seat THEN
        SELECT seats_per_city INTO seats FROM visits_registrationsettings WHERE meeting_id = NEW.meeting_id;
        SELECT count(*) INTO taken FROM visits_claim WHERE meeting_id = NEW.meeting_id AND city_id = NEW.city_id
        AND takes_city_seat AND id <> NEW.id;
        IF seats IS NOT NULL AND taken >= seats THEN
            RAISE EXCEPTION 'All % seats of the city are taken.', seats
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_within_city_seats';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claim_within_capacity BEFORE INSERT OR UPDATE ON visits_claim
    FOR EACH ROW EXECUTE FUNCTION visits_claim_within_capacity();
"""
# Who registers somebody while that one is being erased waits for the record, and then finds nobody, as with posts and seats.
MAKE += """
CREATE TRIGGER gets_nothing BEFORE INSERT ON visits_registration
    FOR EACH ROW EXECUTE FUNCTION members_of_nobody();
"""
DROP = """
DROP TRIGGER gets_nothing ON visits_registration;
DROP TRIGGER claim_within_capacity ON visits_claim;
DROP FUNCTION visits_claim_within_capacity;
"""


class Migration(migrations.Migration):
    dependencies = [("visits", "0006_registrations")]

    operations = [migrations.RunSQL(MAKE, DROP)]
