ALTER TABLE "sessions" DROP CONSTRAINT "sessions_ended";--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "successor_key" "bytea";--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "generation" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "generation" integer;--> statement-breakpoint
ALTER TABLE "sign_in_providers" ADD COLUMN "vouched" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_ended" CHECK (ended_because in ('signed_out', 'reused', 'by', 'rules'));