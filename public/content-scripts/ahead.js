// The address looks like a record of a CRM the rep registered.
globalThis.leadsideAhead = true;
