"""Who may do what with the log: whoever is not its owner may read and add."""

# As the owner. A database that was brought back has what its own default rights give.
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
