from django.db import migrations

FORWARDS = """
create function audit_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit rows are only ever added';
end $$;
create trigger audit_only_added before update or delete or truncate on audit_entry
  for each statement execute function audit_refuse_change();
"""
BACKWARDS = """
drop trigger audit_only_added on audit_entry;
drop function audit_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_tables")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
