BEGIN TRANSACTION;
CREATE TABLE audit (
    at text not null,         -- 2026-11-24T09:15:07, in Japan time
    operator text not null,
    what text not null,       -- sign_in, sign_in_failed, locked_out, sign_out, card, calculation, …
    which text not null       -- an id of ours, for a sign-in the machine's address, or nothing
);
INSERT INTO "audit" (rowid,at,operator,what,which) VALUES(1,'2026-11-24T09:15:07','(command line)','editor_added','hanako');
INSERT INTO "audit" (rowid,at,operator,what,which) VALUES(2,'2026-11-24T09:16:07','hanako','sign_in','127.0.0.1');
INSERT INTO "audit" (rowid,at,operator,what,which) VALUES(4,'2026-11-24T09:18:07','(unknown)','sign_in_failed','127.0.0.1');
INSERT INTO "audit" (rowid,at,operator,what,which) VALUES(5,'2026-11-24T10:15:07','taro','sign_out','');
CREATE INDEX audit_at on audit (at);
CREATE INDEX audit_operator on audit (operator);
CREATE INDEX audit_what on audit (what);
COMMIT;
