BEGIN TRANSACTION;
CREATE TABLE feedback (
    hour text not null,       -- 2026-11-24T09, in Japan time
    door text not null,       -- web, line
    answer_id text not null,
    kind text not null,
    helped integer not null,
    reason text,
    question text             -- masked, and only with the resident's consent
);
INSERT INTO "feedback" VALUES('2026-11-24T09','web','greet','answer',1,NULL,NULL);
INSERT INTO "feedback" VALUES('2026-11-24T09','line','call_center','refusal',0,'wrong','窓口は何時までですか');
COMMIT;
