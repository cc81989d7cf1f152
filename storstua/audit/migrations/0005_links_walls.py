from django.db import migrations

from storstua.base.tenancy import RaiseWalls

# Whoever is not the owner may read and add.
TAKE_RIGHTS = """
do $$ declare held record; begin
  for held in
    select distinct grantee, table_name from information_schema.role_table_grants
    where table_schema = 'public' and grantee <> current_user
      and table_name in ('audit_entry', 'audit_link', 'audit_head')
  loop
    execute format('revoke update, delete, truncate on %I from %I',
      held.table_name, held.grantee);
  end loop;
end $$
"""
# What is older than 24 months by the database's own clock may go; nothing may ever change.
ONLY_ADDED = """
create function audit_refuse_early() returns trigger language plpgsql as $$
begin
  if old.at >= now() - interval '24 months' then
    raise exception 'audit rows are kept for 24 months';
  end if;
  return old;
end $$;
drop trigger audit_only_added on audit_entry;
create trigger audit_only_added before update or truncate on audit_entry
  for each statement execute function audit_refuse_change();
create trigger audit_kept before delete on audit_entry
  for each row execute function audit_refuse_early();
create trigger audit_only_added before update or truncate on audit_link
  for each statement execute function audit_refuse_change();
create trigger audit_kept before delete on audit_link
  for each row execute function audit_refuse_early();
create trigger audit_only_added before update or delete or truncate on audit_head
  for each statement execute function audit_refuse_change();
"""
# The only way in which rows go. It works as the owner, inside the walls where its caller is.
# Links at the beginning of the chain whose entries are gone go too; what they came to stays.
DROP_OLD = """
create function audit_drop_old(entries bigint[]) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare gone bigint; last audit_link;
begin
  delete from audit_entry e where e.id = any(entries)
    and e.at < now() - interval '24 months'
    and exists (select 1 from audit_link l where l.entry_id = e.id);
  get diagnostics gone = row_count;
  select * into last from audit_link l
    where l.id < coalesce((select min(k.id) from audit_link k
      where exists (select 1 from audit_entry e where e.id = k.entry_id)), 9223372036854775807)
    order by l.id desc limit 1;
  if last.id is not null then
    insert into audit_head (organisation_id, at, link_id, hash)
      values (last.organisation_id, now(), last.id, last.hash);
    delete from audit_link l where l.id <= last.id;
  end if;
  return gone;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_links")]

    operations = [
        RaiseWalls("audit", ("audit_link", "audit_head")),
        migrations.RunSQL(TAKE_RIGHTS, migrations.RunSQL.noop),
        migrations.RunSQL(ONLY_ADDED),
        migrations.RunSQL(DROP_OLD, "drop function audit_drop_old(bigint[])"),
    ]
