BEGIN TRANSACTION;
CREATE TABLE event (
    id text primary key,      -- LINE's webhookEventId
    run text not null,        -- which process of ours took it
    answered integer not null,
    at integer not null
) without rowid
;
INSERT INTO "event" VALUES('event-1','run 1',1,1795906263);
INSERT INTO "event" VALUES('event-2','run 1',0,1795906263);
COMMIT;
