import type { Language, Text } from "../../cli/language.ts";
import { AUTHORITY_FILE, HOST_PATH } from "../address/paths.ts";
import { deviceOf } from "../request/device.ts";
import { type Html, html } from "./html.ts";
import { answerNotice, LOCKED } from "./notice_page.ts";

interface System {
  /** Names that `deviceOf` returns for this system. */
  readonly devices: readonly string[];
  readonly name: Text;
  readonly steps: readonly Text[];
}

const OPEN_FILE: Text = { en: "Download the certificate.", zh: "下载证书。" };

const SYSTEMS: readonly System[] = [
  {
    devices: ["iPad", "iPhone"],
    name: { en: "iPad and iPhone", zh: "iPad 和 iPhone" },
    steps: [
      {
        en: "Open this page in Safari and download the certificate; tap Allow.",
        zh: "用 Safari 打开本页并下载证书，点“允许”。",
      },
      {
        en: "Open Settings, tap Profile Downloaded, then Install.",
        zh: "打开“设置”，点“已下载描述文件”，再点“安装”。",
      },
      {
        en: "In Settings, General, About, Certificate Trust Settings: switch on coplay.",
        zh: "进入“设置 → 通用 → 关于本机 → 证书信任设置”，打开 coplay 的开关。",
      },
    ],
  },
  {
    devices: ["Android", "HarmonyOS"],
    name: { en: "Android", zh: "安卓和鸿蒙" },
    steps: [
      OPEN_FILE,
      {
        en: "Open Settings and search for “CA certificate” (under Security, Encryption, Install).",
        zh: "打开“设置”，搜索“CA 证书”（一般在“安全 → 加密与凭据 → 安装证书”）。",
      },
      {
        en: "Choose CA certificate, Install anyway, then the file coplay-ca.crt.",
        zh: "选择“CA 证书”，点“仍然安装”，再选文件 coplay-ca.crt。",
      },
    ],
  },
  {
    devices: ["Windows"],
    name: { en: "Windows", zh: "Windows" },
    steps: [
      OPEN_FILE,
      {
        en: "Open the file and press Install Certificate; choose Current User.",
        zh: "打开文件，点“安装证书”，选择“当前用户”。",
      },
      {
        en: "Choose “Place all certificates in the following store”: " +
          "Trusted Root Certification Authorities.",
        zh: "选择“将所有的证书都放入下列存储”，选“受信任的根证书颁发机构”。",
      },
    ],
  },
  {
    devices: ["macOS"],
    name: { en: "Mac", zh: "Mac" },
    steps: [
      OPEN_FILE,
      {
        en: "Open the file; it goes into Keychain Access.",
        zh: "打开文件，证书会加入“钥匙串访问”。",
      },
      {
        en: "Open the certificate there, and under Trust choose Always Trust.",
        zh: "在其中打开该证书，将“信任”设为“始终信任”。",
      },
    ],
  },
  {
    devices: ["Linux", "ChromeOS"],
    name: { en: "Linux and Chromebook", zh: "Linux 和 Chromebook" },
    steps: [
      OPEN_FILE,
      {
        en: "In Chrome: Settings, Privacy and security, Security, Manage certificates, " +
          "Authorities, Import.",
        zh: "Chrome：“设置 → 隐私和安全 → 安全 → 管理证书 → 授权机构 → 导入”。",
      },
      {
        en: "In Firefox: Settings, Privacy & Security, View Certificates, Authorities, Import.",
        zh: "Firefox：“设置 → 隐私与安全 → 查看证书 → 证书颁发机构 → 导入”。",
      },
    ],
  },
];

/** Answers with the steps to trust this host, those for the visitor's own system first. */
export function answerCertificatePage(
  request: Request,
  { language, fingerprint, secureUrl }: {
    language: Language;
    fingerprint: string;
    /** The https URL to open afterwards. */
    secureUrl: string;
  },
): Response {
  const device = deviceOf(request.headers.get("user-agent") ?? "");
  const isOwn = ({ devices }: System) => devices.includes(device);
  const systems = [...SYSTEMS.filter(isOwn), ...SYSTEMS.filter((system) => !isOwn(system))];
  return answerNotice({
    language,
    status: 200,
    scene: LOCKED,
    what: { en: "Trust this host, once", zh: "信任本机，只需一次" },
    next: {
      en: "Install its certificate on this device, then open the games.",
      zh: "在这台设备上安装证书，然后打开游戏。",
    },
    buttons: [
      {
        label: { en: "Download the certificate", zh: "下载证书" },
        href: HOST_PATH + AUTHORITY_FILE,
      },
      { label: { en: "Open the games", zh: "打开游戏" }, href: secureUrl },
    ],
    more: html`${systems.map((system) => showSystem(system, { language, isOpen: isOwn(system) }))}
<p class="soft">${FINGERPRINT[language]}<br><code>${fingerprint}</code></p>`,
  });
}

const FINGERPRINT: Text = {
  en: "The operator sees the same fingerprint (SHA-256) in the console:",
  zh: "主持人的控制台显示相同的指纹（SHA-256）：",
};

function showSystem(
  { name, steps }: System,
  { language, isOpen }: { language: Language; isOpen: boolean },
): Html {
  const rows = steps.map((step) => html`<li>${step[language]}</li>`);
  const summary = html`
    <summary>${name[language]}</summary>
    <ol>${rows}</ol>
  `;
  return isOpen ? html`<details open>${summary}</details>` : html`<details>${summary}</details>`;
}
