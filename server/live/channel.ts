/** The channel on which servers tell each other of new context versions: a JSON list of workspace, lead and version. */
export const contextChannel = 'leadside_context';
