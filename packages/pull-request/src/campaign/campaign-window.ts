import { type CampaignWindow, weekdays } from './campaign';

/** The window that is open, or when the next one opens. Empty if there are no windows. */
export interface WindowNow {
  readonly open?: CampaignWindow;
  readonly opensAt?: Date;
}

const day = 24 * 60 * 60_000;

/** Each window is within one day of UTC, so the next one begins within a week. */
export function windowAt(windows: readonly CampaignWindow[], now: Date): WindowNow {
  const times = windows.flatMap((window) => timesOf(window, now)).sort((a, b) => a.from - b.from);
  const next = times.find(({ to }) => to > now.getTime());
  if (next === undefined) return {};
  return next.from <= now.getTime() ? { open: next.window } : { opensAt: new Date(next.from) };
}

interface WindowTime {
  readonly window: CampaignWindow;
  readonly from: number;
  readonly to: number;
}

function timesOf(window: CampaignWindow, now: Date): readonly WindowTime[] {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const days = [0, 1, 2, 3, 4, 5, 6, 7].map((ahead) => midnight + ahead * day);
  return days
    .filter((start) => window.days.some((name) => weekdays.indexOf(name) === new Date(start).getUTCDay()))
    .map((start) => ({ window, from: start + minutesOf(window.from), to: start + minutesOf(window.to) }));
}

function minutesOf(time: string): number {
  const [hours = '', minutes = ''] = time.split(':');
  return (Number(hours) * 60 + Number(minutes)) * 60_000;
}
