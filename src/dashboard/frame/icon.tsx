import {
  IconAdjustments,
  IconArrowDown,
  IconArrowUp,
  IconBan,
  IconChartBar,
  IconCheck,
  IconDownload,
  IconFileText,
  IconFlask,
  IconHome,
  IconInfoCircle,
  IconLink,
  IconPin,
  IconPlus,
  IconSearch,
  IconSettings,
  IconToolsKitchen2,
  IconTrash,
  IconUpload,
  IconUserCircle,
  IconUsers,
} from '@tabler/icons-react';

const ICONS = {
  down: IconArrowDown,
  up: IconArrowUp,
  block: IconBan,
  products: IconChartBar,
  check: IconCheck,
  download: IconDownload,
  experiments: IconFlask,
  home: IconHome,
  import: IconUpload,
  reports: IconFileText,
  info: IconInfoCircle,
  pairs: IconLink,
  pin: IconPin,
  add: IconPlus,
  search: IconSearch,
  settings: IconSettings,
  rules: IconAdjustments,
  catalogue: IconToolsKitchen2,
  remove: IconTrash,
  person: IconUserCircle,
  customers: IconUsers,
} as const;
export type IconName = keyof typeof ICONS;

/** A picture beside words; it says nothing by itself. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  const Shape = ICONS[name];
  return <Shape size={size} stroke={1.75} aria-hidden />;
}
