CREATE TABLE "crm_connections" (
	"workspace_id" uuid NOT NULL,
	"crm" text NOT NULL,
	"account" text NOT NULL,
	"base_url" text NOT NULL,
	"secret" "bytea" NOT NULL,
	"key_id" text NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"state" text DEFAULT 'on' NOT NULL,
	"paused_because" text,
	"failures" integer DEFAULT 0 NOT NULL,
	"open_until" timestamp (3) with time zone,
	"proven_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "crm_connections_workspace_id_crm_account_pk" PRIMARY KEY("workspace_id","crm","account"),
	CONSTRAINT "crm_connections_state" CHECK (state in ('on', 'paused', 'signed_out'))
);
--> statement-breakpoint
CREATE TABLE "crm_jobs" (
	"workspace_id" uuid NOT NULL,
	"operation_id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"crm" text NOT NULL,
	"account" text NOT NULL,
	"ref" jsonb NOT NULL,
	"kind" text NOT NULL,
	"write" jsonb NOT NULL,
	"state" text NOT NULL,
	"run_at" timestamp (3) with time zone NOT NULL,
	"lease" uuid,
	"lease_until" timestamp (3) with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"tries_before" integer DEFAULT 0 NOT NULL,
	"refusals" integer DEFAULT 0 NOT NULL,
	"first_at" timestamp (3) with time zone,
	"state_since" timestamp (3) with time zone NOT NULL,
	"because" text,
	"parked_code" text,
	"ended_by" text,
	"wrote" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"ids" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "crm_jobs_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	CONSTRAINT "crm_jobs_workspace_id_operation_id_pk" PRIMARY KEY("workspace_id","operation_id"),
	CONSTRAINT "crm_jobs_state" CHECK (state in ('waiting', 'sending', 'in_crm', 'parked', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "crm_reads" (
	"workspace_id" uuid NOT NULL,
	"crm" text NOT NULL,
	"account" text NOT NULL,
	"object" text NOT NULL,
	"id" text NOT NULL,
	"lead_id" uuid,
	"read_at" timestamp (3) with time zone,
	"changed_at" timestamp (3) with time zone,
	"failing_since" timestamp (3) with time zone,
	"because" text,
	"next_at" timestamp (3) with time zone,
	CONSTRAINT "crm_reads_workspace_id_crm_account_object_id_pk" PRIMARY KEY("workspace_id","crm","account","object","id")
);
--> statement-breakpoint
CREATE TABLE "server_epoch" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"id" uuid NOT NULL,
	"cluster" text,
	"made_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "server_epoch_one" CHECK (one)
);
--> statement-breakpoint
ALTER TABLE "crm_connections" ADD CONSTRAINT "crm_connections_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_jobs" ADD CONSTRAINT "crm_jobs_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_jobs" ADD CONSTRAINT "crm_jobs_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_reads" ADD CONSTRAINT "crm_reads_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_reads" ADD CONSTRAINT "crm_reads_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "crm_connections_account" ON "crm_connections" USING btree ("crm","account") WHERE proven_at is not null and crm <> 'custom';--> statement-breakpoint
CREATE INDEX "crm_jobs_due" ON "crm_jobs" USING btree ("run_at") WHERE state in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "crm_jobs_lead" ON "crm_jobs" USING btree ("workspace_id","lead_id","sequence");--> statement-breakpoint
CREATE INDEX "crm_jobs_parked" ON "crm_jobs" USING btree ("workspace_id","state_since") WHERE state = 'parked';--> statement-breakpoint
CREATE INDEX "crm_reads_lead" ON "crm_reads" USING btree ("workspace_id","lead_id");--> statement-breakpoint
CREATE INDEX "crm_reads_next" ON "crm_reads" USING btree ("next_at") WHERE next_at is not null;