export const changes = {
  title: 'Changed figures',
  lead: 'Figures of days that were over and became others afterwards, over the last 90 days.',
  listTitle: 'Changes',
  definition:
    'The newest first. Average and peak are those of the days named, around the clock, as they are now; what they were before is not kept.',
  none: 'No figures have changed',
  noneText:
    'A reading that comes late, a correction, or a changed setup can change the figures of days that are over. They would be listed here.',
  more: 'Show earlier changes',
  somebody: 'Not known',
  columns: {
    what: 'What',
    why: 'Why, who and when',
    average: 'Average now',
    peak: 'Peak now',
  },
  definitions: {
    average: 'People on average while the count is known, over the days named, as it is now.',
    peak: 'Most people at any instant of the days named, as it is now.',
  },
  upTo: (day: string) => `– ${day}`,
  by: (name: string, at: string) => `${name}, ${at}`,
  causes: {
    late_reading: 'A reading came late',
    replaced_reading: 'A reading was replaced',
    correction: 'A correction was made or undone',
    capacity: 'The capacity was changed',
    time_zone: 'The time zone was changed',
    setup: 'The setup was changed',
    removal: 'Something was deleted',
  },
}
