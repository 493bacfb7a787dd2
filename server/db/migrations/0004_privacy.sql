CREATE TABLE "erasures" (
	"workspace_id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"erased_by" uuid,
	"removed" jsonb NOT NULL,
	"remaining" jsonb NOT NULL,
	CONSTRAINT "erasures_workspace_id_lead_id_pk" PRIMARY KEY("workspace_id","lead_id")
);
--> statement-breakpoint
CREATE TABLE "retention_runs" (
	"workspace_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"limits" jsonb NOT NULL,
	"removed" jsonb NOT NULL,
	CONSTRAINT "retention_runs_workspace_id_at_pk" PRIMARY KEY("workspace_id","at")
);
--> statement-breakpoint
CREATE TABLE "tombstones" (
	"workspace_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"lead_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tombstones_workspace_id_hash_pk" PRIMARY KEY("workspace_id","hash")
);
--> statement-breakpoint
CREATE TABLE "view_anchors" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "views" (
	"workspace_id" uuid NOT NULL,
	"sequence" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"viewer" uuid NOT NULL,
	"viewer_name" text NOT NULL,
	"lead_id" uuid NOT NULL,
	"record" uuid,
	"purpose" text NOT NULL,
	"result" integer NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "views_workspace_id_sequence_pk" PRIMARY KEY("workspace_id","sequence")
);
--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "view_key" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "erasure_salt" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retention_runs" ADD CONSTRAINT "retention_runs_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tombstones" ADD CONSTRAINT "tombstones_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "view_anchors" ADD CONSTRAINT "view_anchors_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- The view log is append-only: no row changes, and only what the anchor has passed may go.
CREATE FUNCTION "leadside_views_fixed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The view log is append-only.' USING ERRCODE = '42501';
END $$;--> statement-breakpoint
CREATE FUNCTION "leadside_views_cut"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM gone g LEFT JOIN view_anchors a ON a.workspace_id = g.workspace_id
             WHERE a.sequence IS NULL OR g.sequence > a.sequence) THEN
    RAISE EXCEPTION 'The view log is append-only.' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION "leadside_anchor_moves"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (TG_OP = 'UPDATE' AND (NEW.workspace_id <> OLD.workspace_id OR NEW.sequence <= OLD.sequence))
     OR NOT EXISTS (SELECT FROM views v WHERE v.workspace_id = NEW.workspace_id AND v.sequence = NEW.sequence AND v.hash = NEW.hash) THEN
    RAISE EXCEPTION 'The anchor of the view log moves forward to a row of it.' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER "views_fixed" BEFORE UPDATE OR TRUNCATE ON "views" FOR EACH STATEMENT EXECUTE FUNCTION "leadside_views_fixed"();--> statement-breakpoint
CREATE TRIGGER "views_cut" AFTER DELETE ON "views" REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION "leadside_views_cut"();--> statement-breakpoint
CREATE TRIGGER "view_anchors_move" BEFORE INSERT OR UPDATE ON "view_anchors" FOR EACH ROW EXECUTE FUNCTION "leadside_anchor_moves"();--> statement-breakpoint
CREATE TRIGGER "view_anchors_stay" BEFORE DELETE OR TRUNCATE ON "view_anchors" FOR EACH STATEMENT EXECUTE FUNCTION "leadside_views_fixed"();
