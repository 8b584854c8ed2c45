import { area, type BuildingPlan, hall, planned, seat } from './building-plan.ts'

const library: BuildingPlan = {
  name: 'Whitman Library',
  code: 'whitman',
  address: '1 Harbor Walk',
  // What its rooms add up to.
  capacity: 496,
  // Counted apart from its rooms: the one place of the demo where two figures disagree, as they do in real houses.
  doorways: ['Main Gate', 'Garden Gate (counts too few)'],
  floors: [
    {
      name: 'Ground Floor',
      doorways: [],
      rooms: [
        area('Reading Room', 'library', 120, 'Quiet', 'Step-free'),
        area('Arbor Café', 'cafe', 56, 'Food', 'Step-free'),
        area('Information Desk', 'reception', null, 'Step-free'),
        area('Periodicals Lounge', 'lounge', 24, 'Step-free'),
        area('Exhibition Foyer', 'event_space', 80, 'Bookable', 'Step-free'),
        area('Print Corner', 'open_collaboration', null),
      ],
    },
    {
      name: 'First Floor',
      doorways: [],
      rooms: [
        area('Quiet Study', 'focus_quiet', 48, 'Quiet'),
        area('Map Room', 'library', 28, 'Quiet'),
        area('Group Study 1', 'meeting_room', 6, 'Bookable', 'Screen'),
        area('Group Study 2', 'meeting_room', 6, 'Bookable', 'Screen'),
        area('Group Study 3', 'meeting_room', 8, 'Bookable', 'Screen'),
        area('Group Study 4', 'meeting_room', 8, 'Bookable', 'Whiteboard'),
        area('Group Study 5', 'huddle_room', 4, 'Bookable'),
        area('Group Study 6', 'huddle_room', 4, 'Bookable', 'Step-free'),
        seat('Call Booth A', 'phone_booth', 1, 'Quiet'),
        seat('Call Booth B', 'phone_booth', 1, 'Quiet'),
        seat('Call Booth C', 'phone_booth', 1, 'Quiet', 'Step-free'),
      ],
    },
    {
      name: 'Second Floor',
      doorways: [],
      rooms: [
        area('Silent Reading Room', 'library', 64, 'Quiet'),
        area('Seminar Room North', 'conference_room', 16, 'Bookable', 'Screen'),
        area('Seminar Room South', 'conference_room', 16, 'Bookable', 'Screen', 'Step-free'),
        seat('Carrel 1', 'desk', 1, 'Quiet'),
        seat('Carrel 2', 'desk', 1, 'Quiet'),
        seat('Carrel 3', 'desk', 1, 'Quiet'),
        seat('Carrel 4', 'desk', 1, 'Quiet'),
        seat('Wellness Room', 'wellness_room', 1, 'Step-free'),
      ],
    },
  ],
}

const offices: BuildingPlan = {
  name: 'Mercer Hall',
  code: 'mercer',
  address: '14 Harbor Walk',
  capacity: null,
  doorways: [],
  floors: [
    {
      name: 'Ground Floor',
      doorways: [],
      rooms: [
        hall('Ortega Lecture Hall', 'theater', 180, {
          labels: ['Step-free', 'Screen'],
          doorways: ['Lecture Hall East', 'Lecture Hall West'],
        }),
        hall('Dining Hall', 'dining_area', 140, {
          labels: ['Food', 'Step-free'],
          doorways: ['Dining Hall Foyer', 'Dining Hall Court'],
        }),
        hall('Terrace', 'lounge', 40, { labels: ['Step-free'], opensInto: 'Dining Hall' }),
        area('Lobby', 'reception', 20, 'Step-free'),
      ],
    },
    {
      name: 'First Floor',
      doorways: [],
      rooms: [
        area('Open Desks East', 'open_workstation', 40),
        area('Open Desks West', 'open_workstation', 36, 'Step-free'),
        area('Hudson', 'conference_room', 14, 'Bookable', 'Screen'),
        area('Mohawk', 'meeting_room', 8, 'Bookable', 'Screen'),
        area('Genesee', 'meeting_room', 8, 'Bookable', 'Whiteboard'),
        area('Saranac', 'meeting_room', 6, 'Bookable', 'Step-free'),
        area('Tioga', 'huddle_room', 4, 'Bookable'),
        area('Kitchen', 'kitchen', null, 'Food'),
        seat('Phone Booth 1', 'phone_booth', 1),
        seat('Phone Booth 2', 'phone_booth', 1),
        seat('Phone Booth 3', 'phone_booth', 1),
      ],
    },
    {
      name: 'Second Floor',
      doorways: [],
      rooms: [
        area('Sensing Lab', 'lab', 20),
        area('Collaboration Hub', 'open_collaboration', 24, 'Whiteboard', 'Step-free'),
        area('Oswego', 'meeting_room', 10, 'Bookable', 'Screen'),
        area('Unadilla', 'huddle_room', 4, 'Bookable'),
        area('Chemung', 'huddle_room', 4, 'Bookable'),
        seat('Focus Room 1', 'focus_room', 1, 'Quiet', 'Bookable'),
        seat('Focus Room 2', 'focus_room', 1, 'Quiet', 'Bookable'),
        seat('Focus Room 3', 'focus_room', 2, 'Bookable', 'Step-free'),
        seat('Desk Pod A', 'desk_group', 4),
        seat('Desk Pod B', 'desk_group', 4),
        seat('Desk Pod C', 'desk_group', 4, 'Step-free'),
        area('Break Room', 'break_room', null, 'Food'),
      ],
    },
    {
      name: 'Third Floor',
      doorways: [],
      rooms: [
        area('Board Room', 'conference_room', 20, 'Bookable', 'Screen', 'Step-free'),
        area('Faculty Lounge', 'lounge', 18),
        area('Grants Office', 'office', 8),
        area('Registrar', 'office', 10, 'Step-free'),
        area('Delaware', 'meeting_room', 6, 'Bookable'),
        seat('Touchdown Desk 1', 'desk', 1),
        seat('Touchdown Desk 2', 'desk', 1),
        planned('Makerspace', 'flex_space', 30),
      ],
    },
  ],
}

/** The demo campus: a library counted at its gates, and a hall of teaching rooms and offices. 60 rooms. */
export const harborCampus: readonly BuildingPlan[] = [library, offices]
