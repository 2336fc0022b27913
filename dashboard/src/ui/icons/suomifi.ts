import drawAlert from 'suomifi-icons/esm/svgrComponents/baseIcons/IconAlert.js';
import drawAlertOff from 'suomifi-icons/esm/svgrComponents/baseIcons/IconAlertOff.js';
import drawArrowLeft from 'suomifi-icons/esm/svgrComponents/baseIcons/IconArrowLeft.js';
import drawArrowRight from 'suomifi-icons/esm/svgrComponents/baseIcons/IconArrowRight.js';
import drawCalendar from 'suomifi-icons/esm/svgrComponents/baseIcons/IconCalendar.js';
import drawChat from 'suomifi-icons/esm/svgrComponents/baseIcons/IconChat.js';
import drawCheck from 'suomifi-icons/esm/svgrComponents/baseIcons/IconCheck.js';
import drawCheckCircleFilled from 'suomifi-icons/esm/svgrComponents/baseIcons/IconCheckCircleFilled.js';
import drawChevronDown from 'suomifi-icons/esm/svgrComponents/baseIcons/IconChevronDown.js';
import drawChevronLeft from 'suomifi-icons/esm/svgrComponents/baseIcons/IconChevronLeft.js';
import drawChevronRight from 'suomifi-icons/esm/svgrComponents/baseIcons/IconChevronRight.js';
import drawClock from 'suomifi-icons/esm/svgrComponents/baseIcons/IconClock.js';
import drawClose from 'suomifi-icons/esm/svgrComponents/baseIcons/IconClose.js';
import drawControlPlay from 'suomifi-icons/esm/svgrComponents/baseIcons/IconControlPlay.js';
import drawCopy from 'suomifi-icons/esm/svgrComponents/baseIcons/IconCopy.js';
import drawDisabled from 'suomifi-icons/esm/svgrComponents/baseIcons/IconDisabled.js';
import drawEdit from 'suomifi-icons/esm/svgrComponents/baseIcons/IconEdit.js';
import drawErrorFilled from 'suomifi-icons/esm/svgrComponents/baseIcons/IconErrorFilled.js';
import drawFullscreen from 'suomifi-icons/esm/svgrComponents/baseIcons/IconFullscreen.js';
import drawGroupOfPeople from 'suomifi-icons/esm/svgrComponents/baseIcons/IconGroupOfPeople.js';
import drawHelp from 'suomifi-icons/esm/svgrComponents/baseIcons/IconHelp.js';
import drawHint from 'suomifi-icons/esm/svgrComponents/baseIcons/IconHint.js';
import drawHistory from 'suomifi-icons/esm/svgrComponents/baseIcons/IconHistory.js';
import drawHourglass from 'suomifi-icons/esm/svgrComponents/baseIcons/IconHourglass.js';
import drawImage from 'suomifi-icons/esm/svgrComponents/baseIcons/IconImage.js';
import drawInfoFilled from 'suomifi-icons/esm/svgrComponents/baseIcons/IconInfoFilled.js';
import drawInternet from 'suomifi-icons/esm/svgrComponents/baseIcons/IconInternet.js';
import drawLinkExternal from 'suomifi-icons/esm/svgrComponents/baseIcons/IconLinkExternal.js';
import drawLock from 'suomifi-icons/esm/svgrComponents/baseIcons/IconLock.js';
import drawLogin from 'suomifi-icons/esm/svgrComponents/baseIcons/IconLogin.js';
import drawLogout from 'suomifi-icons/esm/svgrComponents/baseIcons/IconLogout.js';
import drawMailSend from 'suomifi-icons/esm/svgrComponents/baseIcons/IconMailSend.js';
import drawMapLocation from 'suomifi-icons/esm/svgrComponents/baseIcons/IconMapLocation.js';
import drawMinus from 'suomifi-icons/esm/svgrComponents/baseIcons/IconMinus.js';
import drawOptionsVertical from 'suomifi-icons/esm/svgrComponents/baseIcons/IconOptionsVertical.js';
import drawPerson from 'suomifi-icons/esm/svgrComponents/baseIcons/IconPerson.js';
import drawPhone from 'suomifi-icons/esm/svgrComponents/baseIcons/IconPhone.js';
import drawPlus from 'suomifi-icons/esm/svgrComponents/baseIcons/IconPlus.js';
import drawPreview from 'suomifi-icons/esm/svgrComponents/baseIcons/IconPreview.js';
import drawPrint from 'suomifi-icons/esm/svgrComponents/baseIcons/IconPrint.js';
import drawRefresh from 'suomifi-icons/esm/svgrComponents/baseIcons/IconRefresh.js';
import drawRemove from 'suomifi-icons/esm/svgrComponents/baseIcons/IconRemove.js';
import drawSearch from 'suomifi-icons/esm/svgrComponents/baseIcons/IconSearch.js';
import drawSettings from 'suomifi-icons/esm/svgrComponents/baseIcons/IconSettings.js';
import drawTransportWalk from 'suomifi-icons/esm/svgrComponents/baseIcons/IconTransportWalk.js';
import drawWarning from 'suomifi-icons/esm/svgrComponents/baseIcons/IconWarning.js';
import drawWindow from 'suomifi-icons/esm/svgrComponents/baseIcons/IconWindow.js';

/** The icons of Finnish public services that our pages use, by our own short names. Add a line for a new one. */
export const suomifiIcons = {
  alert: drawAlert,
  'alert-off': drawAlertOff,
  'arrow-left': drawArrowLeft,
  'arrow-right': drawArrowRight,
  calendar: drawCalendar,
  chat: drawChat,
  check: drawCheck,
  'check-circle': drawCheckCircleFilled,
  'chevron-down': drawChevronDown,
  'chevron-left': drawChevronLeft,
  'chevron-right': drawChevronRight,
  clock: drawClock,
  close: drawClose,
  copy: drawCopy,
  disabled: drawDisabled,
  edit: drawEdit,
  error: drawErrorFilled,
  fullscreen: drawFullscreen,
  help: drawHelp,
  hint: drawHint,
  history: drawHistory,
  hourglass: drawHourglass,
  image: drawImage,
  info: drawInfoFilled,
  internet: drawInternet,
  link: drawLinkExternal,
  lock: drawLock,
  login: drawLogin,
  logout: drawLogout,
  mail: drawMailSend,
  map: drawMapLocation,
  minus: drawMinus,
  options: drawOptionsVertical,
  people: drawGroupOfPeople,
  person: drawPerson,
  phone: drawPhone,
  play: drawControlPlay,
  plus: drawPlus,
  preview: drawPreview,
  print: drawPrint,
  refresh: drawRefresh,
  remove: drawRemove,
  search: drawSearch,
  settings: drawSettings,
  walk: drawTransportWalk,
  warning: drawWarning,
  window: drawWindow,
} as const;
export type SuomifiIcon = keyof typeof suomifiIcons;
