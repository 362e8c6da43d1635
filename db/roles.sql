-- Run once by a superuser: psql -v owner_password=... -v app_password=... -v system_password=... -f roles.sql
create role postern_owner login nosuperuser nobypassrls password :'owner_password';
create role postern_app login nosuperuser nobypassrls password :'app_password';
create role postern_system login nosuperuser nobypassrls password :'system_password';
create database postern owner postern_owner;
revoke all on database postern from public;
grant connect on database postern to postern_app, postern_system;
