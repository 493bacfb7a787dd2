DROP INDEX "crm_jobs_due";--> statement-breakpoint
CREATE INDEX "contexts_of_restricted" ON "contexts" USING btree ("workspace_id","lead_id") WHERE restricted;--> statement-breakpoint
CREATE INDEX "crm_jobs_sending" ON "crm_jobs" USING btree ("workspace_id","crm","account") WHERE state = 'sending';--> statement-breakpoint
CREATE INDEX "crm_jobs_due" ON "crm_jobs" USING btree ("workspace_id","crm","account","run_at","sequence") WHERE state in ('waiting', 'sending');