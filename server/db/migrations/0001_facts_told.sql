ALTER TABLE "account_facts" ADD COLUMN "told" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "lead_facts" ADD COLUMN "told" jsonb DEFAULT '{}'::jsonb NOT NULL;