BEGIN TRANSACTION;
CREATE TABLE figures (
    hour text not null,
    door text not null,       -- web, line, phone
    answer_id text not null,
    answered integer not null, asked_back integer not null, refused integer not null, inquired integer not null, small_talk integer not null, reduced integer not null, votes integer not null, helped integer not null, wrong integer not null,
    primary key (hour, door, answer_id)
) without rowid
;
INSERT INTO "figures" VALUES('2026-11-24T09','phone','',0,0,0,0,0,0,1,0,1);
INSERT INTO "figures" VALUES('2026-11-24T09','phone','debit_start',1,0,0,0,0,0,1,0,1);
COMMIT;
