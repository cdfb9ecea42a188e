/** Draws a car as SVG, from a few measures of its body and its paint. Nothing is loaded from anywhere. */

export type BodyShape = 'city' | 'hatchback' | 'saloon' | 'estate' | 'suv' | 'van';

type Point = readonly [x: number, y: number];

/** Measures in a picture of 640 × 400; the car looks to the right and stands at y = 340. */
interface Body {
  /** Lowest line of the body between the wheels. */
  readonly sill: number;
  readonly rear: Point;
  /** End of the boot lid; where there is none it is the foot of the rear window. */
  readonly deck: Point;
  readonly rearFoot: Point;
  readonly roofRear: Point;
  readonly roofFront: Point;
  readonly screenFoot: Point;
  readonly nose: Point;
  readonly wheels: readonly [rear: number, front: number];
  readonly wheel: number;
  /** Where the side windows are divided. */
  readonly pillars: readonly number[];
}

const bodies: Record<BodyShape, Body> = {
  city: {
    sill: 312,
    rear: [150, 296],
    deck: [156, 226],
    rearFoot: [160, 222],
    roofRear: [206, 146],
    roofFront: [340, 142],
    screenFoot: [424, 222],
    nose: [496, 262],
    wheels: [212, 436],
    wheel: 40,
    pillars: [278],
  },
  hatchback: {
    sill: 312,
    rear: [96, 296],
    deck: [98, 238],
    rearFoot: [104, 226],
    roofRear: [176, 152],
    roofFront: [336, 148],
    screenFoot: [438, 222],
    nose: [556, 266],
    wheels: [178, 470],
    wheel: 42,
    pillars: [274],
  },
  saloon: {
    sill: 314,
    rear: [68, 290],
    deck: [74, 230],
    rearFoot: [152, 222],
    roofRear: [236, 158],
    roofFront: [356, 156],
    screenFoot: [450, 224],
    nose: [580, 268],
    wheels: [168, 486],
    wheel: 42,
    pillars: [312],
  },
  estate: {
    sill: 314,
    rear: [66, 290],
    deck: [70, 234],
    rearFoot: [76, 222],
    roofRear: [124, 156],
    roofFront: [350, 152],
    screenFoot: [446, 222],
    nose: [576, 268],
    wheels: [166, 482],
    wheel: 42,
    pillars: [206, 302],
  },
  suv: {
    sill: 304,
    rear: [82, 282],
    deck: [84, 220],
    rearFoot: [88, 204],
    roofRear: [136, 126],
    roofFront: [346, 122],
    screenFoot: [440, 204],
    nose: [566, 246],
    wheels: [174, 474],
    wheel: 50,
    pillars: [200, 294],
  },
  van: {
    sill: 310,
    rear: [58, 292],
    deck: [58, 220],
    rearFoot: [58, 206],
    roofRear: [74, 92],
    roofFront: [424, 90],
    screenFoot: [512, 200],
    nose: [582, 258],
    wheels: [156, 490],
    wheel: 44,
    pillars: [404],
  },
};

const at = ([x, y]: Point): string => `${x} ${y}`;

/** A point between two others; `part` 0 is the first, 1 the second. */
const between = (from: Point, to: Point, part: number): Point => [
  Math.round(from[0] + (to[0] - from[0]) * part),
  Math.round(from[1] + (to[1] - from[1]) * part),
];

function outline({
  sill,
  rear,
  deck,
  rearFoot,
  roofRear,
  roofFront,
  screenFoot,
  nose,
  wheels,
  wheel,
}: Body): string {
  const arch = (x: number): string =>
    `L ${x + wheel + 8} ${sill} A ${wheel + 8} ${wheel + 8} 0 0 0 ${x - wheel - 8} ${sill}`;
  return [
    `M ${rear[0] + 12} ${sill} Q ${rear[0] - 6} ${sill} ${at(rear)}`,
    `Q ${rear[0] - 4} ${deck[1] + 20} ${at(deck)} Q ${at(between(deck, rearFoot, 0.5))} ${at(rearFoot)}`,
    `L ${at(between(rearFoot, roofRear, 0.75))} Q ${at(roofRear)} ${at(between(roofRear, roofFront, 0.18))}`,
    `L ${at(between(roofRear, roofFront, 0.78))} Q ${at(roofFront)} ${at(between(roofFront, screenFoot, 0.3))}`,
    `L ${at(screenFoot)} Q ${nose[0] - 14} ${screenFoot[1] + 8} ${at(nose)}`,
    `Q ${nose[0] + 10} ${sill - 6} ${nose[0] - 6} ${sill}`,
    arch(wheels[1]),
    arch(wheels[0]),
    'Z',
  ].join(' ');
}

/** The side windows: the space between roof and belt, a little smaller, cut by the pillars. */
function windows(body: Body, van: boolean): string {
  const { rearFoot, roofRear, roofFront, screenFoot, pillars } = body;
  const top = roofFront[1] + 16;
  const belt = screenFoot[1] - 4;
  const [rear, front]: [Point, Point] = [
    [rearFoot[0] + 22, belt],
    [screenFoot[0] - 26, belt],
  ];
  const topRear: Point = [roofRear[0] + 14, top];
  const topFront: Point = [roofFront[0] - 4, top];
  const edges = van ? pillars : [null, ...pillars];
  return edges
    .map((pillar, index) => {
      const next = edges[index + 1] ?? null;
      const left =
        pillar === null ? `M ${at(rear)} L ${at(topRear)}` : `M ${pillar + 6} ${belt} L ${pillar + 6} ${top}`;
      const right =
        next === null ? `L ${at(topFront)} L ${at(front)}` : `L ${next - 6} ${top} L ${next - 6} ${belt}`;
      return `<path d="${left} ${right} Z" stroke-linejoin="round"/>`;
    })
    .join('');
}

/** What is dark behind a wheel. */
const archBehind = (x: number, { wheel, sill }: Body): string =>
  `<path d="M ${x - wheel - 9} ${sill} A ${wheel + 9} ${wheel + 9} 0 0 1 ${x + wheel + 9} ${sill} Z" fill="#15191b"/>`;

function wheelAt(x: number, { wheel }: Body): string {
  const y = 340 - wheel;
  const spokes = [0, 72, 144, 216, 288]
    .map((turn) => `<path d="M ${x} ${y} V ${y - wheel * 0.56}" transform="rotate(${turn} ${x} ${y})"/>`)
    .join('');
  return (
    `<circle cx="${x}" cy="${y}" r="${wheel}" fill="#23282b"/>` +
    `<circle cx="${x}" cy="${y}" r="${wheel * 0.64}" fill="#c9cfd0"/>` +
    `<g stroke="#6b7477" stroke-width="7" stroke-linecap="round">${spokes}</g>` +
    `<circle cx="${x}" cy="${y}" r="${wheel * 0.14}" fill="#23282b"/>`
  );
}

/** The whole picture, as a document of its own: in an `img` it needs nothing from the page. */
export function carPicture(shape: BodyShape, paint: string): string {
  const body = bodies[shape];
  const { sill, rear, deck, nose, screenFoot, pillars, wheels } = body;
  const path = outline(body);
  const middle = (rear[0] + nose[0]) / 2;
  const door = (pillars.at(-1) ?? middle) + 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 40 640 360">
<defs>
<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#dfe9ea"/><stop offset="1" stop-color="#f6f2ea"/></linearGradient>
<linearGradient id="shade" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".34"/><stop offset=".45" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".34"/></linearGradient>
<linearGradient id="glass" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#5d7178"/><stop offset="1" stop-color="#26343a"/></linearGradient>
<clipPath id="body"><path d="${path}"/></clipPath>
</defs>
<rect width="640" height="400" fill="url(#sky)"/>
<path d="M0 262 L70 214 L132 240 L214 186 L306 246 L392 206 L470 240 L556 192 L640 244 V312 H0Z" fill="#cbd8d6"/>
<path d="M0 286 Q 160 252 320 282 T 640 272 V320 H0Z" fill="#b6c8c0"/>
<rect y="308" width="640" height="92" fill="#d8d2c6"/>
<rect y="308" width="640" height="5" fill="#c4bdaf"/>
${wheels.map((x) => archBehind(x, body)).join('')}
<ellipse cx="${middle}" cy="342" rx="${(nose[0] - rear[0]) / 2 + 24}" ry="13" fill="#a9a498"/>
<path d="${path}" fill="${paint}"/>
<g clip-path="url(#body)">
<path d="${path}" fill="url(#shade)"/>
<rect x="${rear[0] - 10}" y="${sill - 16}" width="${nose[0] - rear[0] + 30}" height="20" fill="#1d2326" opacity=".55"/>
<path d="M ${rear[0] - 8} ${deck[1] + 26} Q ${middle} ${screenFoot[1] + 8} ${nose[0] + 6} ${nose[1] - 8}" fill="none" stroke="#fff" stroke-width="3" opacity=".35"/>
<rect x="${rear[0] - 8}" y="${deck[1] + 8}" width="24" height="26" rx="6" fill="#b4261d"/>
<path d="M ${nose[0] + 10} ${nose[1] - 12} q -34 -10 -44 -16 q 4 24 44 30 z" fill="#fdf6dc"/>
</g>
<g fill="url(#glass)" stroke="#1d2326" stroke-width="4">${windows(body, shape === 'van')}</g>
<path d="M ${door} ${screenFoot[1] - 2} V ${sill - 18}" stroke="#000" stroke-width="2" opacity=".35"/>
<rect x="${door + 12}" y="${screenFoot[1] + 18}" width="26" height="6" rx="3" fill="#000" opacity=".4"/>
${wheelAt(wheels[0], body)}${wheelAt(wheels[1], body)}
</svg>
`;
}
