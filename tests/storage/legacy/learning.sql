BEGIN TRANSACTION;
CREATE TABLE beside (
    name text primary key,    -- the same
    inputs text not null      -- the fingerprint of all else that it is made of
);
INSERT INTO "beside" VALUES('bot-bbbb.tar.gz','0123456789abcdef');
INSERT INTO "beside" VALUES('bot-cccc.tar.gz','fedcba9876543210');
CREATE TABLE exports (
    id integer primary key,
    at text not null,
    editor text not null,
    before text not null,     -- the whole file before and after
    after text not null
);
INSERT INTO "exports" VALUES(1,'2026-11-24T09:20','hanako','version: "3.1"
','version: "3.1"
nlu:
- intent: debit_change
');
CREATE TABLE models (
    name text primary key,    -- bot-….tar.gz
    taught text not null      -- the file that it is made of
);
INSERT INTO "models" VALUES('bot-aaaa.tar.gz','version: "3.1"
');
INSERT INTO "models" VALUES('bot-bbbb.tar.gz','version: "3.1"
nlu:
- intent: debit_change
');
COMMIT;
