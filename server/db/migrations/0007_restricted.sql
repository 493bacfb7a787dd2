CREATE TABLE "restrictions" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"lead_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"restricted_by" uuid,
	"because" text NOT NULL,
	"dropped" integer DEFAULT 0 NOT NULL,
	"lifted_at" timestamp (3) with time zone,
	"lifted_by" uuid,
	CONSTRAINT "restrictions_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "contexts" ADD COLUMN "restricted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "restrictions" ADD CONSTRAINT "restrictions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "restrictions" ADD CONSTRAINT "restrictions_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "restrictions_lead" ON "restrictions" USING btree ("workspace_id","lead_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "restrictions_standing" ON "restrictions" USING btree ("workspace_id","lead_id") WHERE lifted_at is null;--> statement-breakpoint
ALTER TABLE "contexts" ADD CONSTRAINT "contexts_restricted" CHECK (not restricted or refresh_at = 'infinity');