BEGIN TRANSACTION;
CREATE TABLE heard (
    line integer not null,
    door text not null,           -- web, line, phone
    why text not null,            -- refused, asked, wrong, found
    shown text not null,          -- the id that was shown, or found; empty for none
    times integer not null,
    primary key (line, door, why, shown)
) without rowid;
INSERT INTO "heard" VALUES(1,'phone','found','limit_certificate',1);
INSERT INTO "heard" VALUES(1,'web','wrong','debit_docs',2);
INSERT INTO "heard" VALUES(2,'line','wrong','greet',1);
INSERT INTO "heard" VALUES(3,'web','wrong','greet',1);
INSERT INTO "heard" VALUES(4,'web','wrong','greet',1);
CREATE TABLE lines (
    id integer primary key,
    words text not null unique,   -- masked
    last text not null,           -- 2026-11-24T09, in Japan time
    state text not null default 'open',
    answer text,                  -- the id that an editor has chosen
    wording text,                 -- the words that will be taught
    note text,                    -- for the authors of the texts
    editor text,
    decided text
);
INSERT INTO "lines" VALUES(1,'入院代を安くする紙がほしい','2026-11-24T09','chosen','limit_certificate','入院代を安くする紙がほしい',NULL,'hanako','2026-11-24T09:15');
INSERT INTO "lines" VALUES(2,'ごみの日はいつですか','2026-11-24T09','new',NULL,NULL,'ごみの担当へ','hanako','2026-11-24T09:15');
INSERT INTO "lines" VALUES(3,'口座を変えたい','2026-11-24T09','learnt','debit_change','口座を変えたいです',NULL,'hanako','2026-11-24T09:15');
INSERT INTO "lines" VALUES(4,'紙をなくした','2026-11-24T09','open',NULL,NULL,NULL,NULL,NULL);
CREATE INDEX lines_by_hour on lines (last);
COMMIT;
