CREATE TABLE "view_pages" (
	"workspace_id" uuid NOT NULL,
	"first" bigint NOT NULL,
	"last" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"entries" json NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "view_pages_workspace_id_first_pk" PRIMARY KEY("workspace_id","first")
);
--> statement-breakpoint
-- A page is written once and read rarely: it is worth no compressing and no second table while it fits where it is.
ALTER TABLE "view_pages" SET (toast_tuple_target = 8160);--> statement-breakpoint
-- Each row there is becomes a page of its own, chained anew behind the anchor or the origin.
DO $$
DECLARE
  workspace uuid;
  before bytea;
  v record;
  ms bigint;
  entries text;
BEGIN
  FOR workspace IN SELECT DISTINCT workspace_id FROM views LOOP
    before := coalesce((SELECT a.hash FROM view_anchors a WHERE a.workspace_id = workspace), sha256(convert_to(workspace::text, 'UTF8')));
    FOR v IN SELECT * FROM views WHERE workspace_id = workspace ORDER BY sequence LOOP
      ms := round(extract(epoch FROM v.at) * 1000);
      entries := json_build_array(json_build_array(ms, v.viewer, v.viewer_name, v.lead_id, v.record, v.purpose, v.result))::text;
      before := sha256(before || convert_to(concat_ws(' ', v.sequence, v.sequence, ms, entries), 'UTF8'));
      INSERT INTO view_pages (workspace_id, first, last, at, entries, hash) VALUES (workspace, v.sequence, v.sequence, v.at, entries::json, before);
    END LOOP;
  END LOOP;
END $$;--> statement-breakpoint
DROP TABLE "views" CASCADE;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "leadside_views_cut"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM gone g LEFT JOIN view_anchors a ON a.workspace_id = g.workspace_id
             WHERE a.sequence IS NULL OR g.last > a.sequence) THEN
    RAISE EXCEPTION 'The view log is append-only.' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "leadside_anchor_moves"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (TG_OP = 'UPDATE' AND (NEW.workspace_id <> OLD.workspace_id OR NEW.sequence <= OLD.sequence))
     OR NOT EXISTS (SELECT FROM view_pages p WHERE p.workspace_id = NEW.workspace_id AND p.last = NEW.sequence AND p.hash = NEW.hash) THEN
    RAISE EXCEPTION 'The anchor of the view log moves forward to the end of a page of it.' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER "view_pages_fixed" BEFORE UPDATE OR TRUNCATE ON "view_pages" FOR EACH STATEMENT EXECUTE FUNCTION "leadside_views_fixed"();--> statement-breakpoint
CREATE TRIGGER "view_pages_cut" AFTER DELETE ON "view_pages" REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION "leadside_views_cut"();--> statement-breakpoint
-- Where the chain ends. Whoever asks holds it until the transaction ends, so that of two servers one waits for the other; volatile, so
-- that the end is the one after that wait.
CREATE FUNCTION "leadside_views_end"(workspace uuid, OUT sequence bigint, OUT hash bytea) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('views ' || workspace, 0));
  SELECT p.last, p.hash INTO sequence, hash FROM view_pages p WHERE p.workspace_id = workspace ORDER BY p.first DESC LIMIT 1;
  IF FOUND THEN RETURN; END IF;
  SELECT a.sequence, a.hash INTO sequence, hash FROM view_anchors a WHERE a.workspace_id = workspace;
  IF FOUND THEN RETURN; END IF;
  sequence := 0;
  hash := sha256(convert_to(workspace::text, 'UTF8'));
END $$;--> statement-breakpoint
ALTER TABLE "tokens" DROP CONSTRAINT "tokens_workspace_id_session_id_sessions_workspace_id_id_fk";
--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_workspace_id_session_id_sessions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","session_id") REFERENCES "public"."sessions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
