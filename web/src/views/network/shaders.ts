// Sprites are in textures, numbered row by row; a frame reads them and is told nothing but the fraction of time and the camera.
const COMMON = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
uniform sampler2D places;  // a texel a sprite: x, y before and x, y after
uniform sampler2D traits;  // a texel a sprite: radius before and after, presence before and after
uniform sampler2D marks;   // a texel a sprite
uniform vec2 centre;       // of the camera
uniform float scale;       // pixels of the canvas a unit
uniform vec2 viewport;     // pixels of the canvas
uniform float ratio;       // pixels of the canvas a CSS pixel
uniform float fraction;
uniform int emphasis;      // 0: all; 1: only what is emphasised

ivec2 texel(int index) { return ivec2(index & 1023, index >> 10); }

vec2 pixelOf(int sprite) {
  vec4 place = texelFetch(places, texel(sprite), 0);
  return (mix(place.xy, place.zw, fraction) - centre) * scale;
}

int markOf(int sprite) { return int(texelFetch(marks, texel(sprite), 0).r * 255.0 + 0.5); }

void putAt(vec2 pixel) { gl_Position = vec4(pixel * vec2(2.0, -2.0) / viewport, 0.0, 1.0); }

void leaveOut() { gl_Position = vec4(2.0, 2.0, 2.0, 1.0); }
`;

/** A strip of two triangles for each edge, a little wider than the line, so that its sides can be smoothed. */
export const EDGE_VERTEX = `${COMMON}
layout(location = 0) in uvec2 ends;
layout(location = 1) in vec2 weights;
layout(location = 2) in vec4 paintBefore;
layout(location = 3) in vec4 paintAfter;
uniform float threshold;
uniform float opacity;
out vec4 colour;
out float across;
flat out float halfWidth;

float strength(float weight) {
  if (weight <= 0.0 || weight < threshold) return 0.0;
  return 0.45 + 0.55 * (threshold < 1.0 ? (weight - threshold) / (1.0 - threshold) : 1.0);
}

void main() {
  int one = markOf(int(ends.x));
  int other = markOf(int(ends.y));
  int less = min(one, other);
  int more = max(one, other);
  bool isLit = more == 3 && less >= 2;
  bool isPlain = more == 1 && less == 1;
  float strong = mix(strength(weights.x), strength(weights.y), fraction);
  float alpha = strong * (isLit ? max(opacity, 0.7) : isPlain ? opacity : 0.12 * opacity);
  vec2 from = pixelOf(int(ends.x));
  vec2 along = pixelOf(int(ends.y)) - from;
  float reach = length(along);
  if (alpha < 0.002 || reach < 0.01 || (emphasis == 1 && !isLit)) {
    leaveOut();
    return;
  }
  halfWidth = 0.5 * ratio * (0.6 + 1.1 * strong + (isLit ? 0.6 : 0.0));
  vec2 side = vec2(-along.y, along.x) / reach;
  across = (gl_VertexID & 1) == 0 ? -halfWidth - 0.5 : halfWidth + 0.5;
  putAt(from + (gl_VertexID < 2 ? vec2(0.0) : along) + side * across);
  colour = vec4(mix(paintBefore.rgb, paintAfter.rgb, fraction), alpha);
}`;

export const EDGE_FRAGMENT = `#version 300 es
precision mediump float;
in vec4 colour;
in float across;
flat in float halfWidth;
out vec4 pixel;
void main() {
  float alpha = colour.a * clamp(halfWidth + 0.5 - abs(across), 0.0, 1.0);
  pixel = vec4(colour.rgb * alpha, alpha);
}`;

/** A square for each sprite; the fragment shader makes a disc or a ring of it. */
export const SPRITE_VERTEX = `${COMMON}
uniform sampler2D paint;   // two texels a sprite: colour and kind before and after
uniform float radiusScale;
out vec2 offset;
out vec4 colour;
flat out float radius;
flat out vec2 kinds;       // how much it is ringed, how much a ghost
flat out float lit;

void main() {
  int sprite = gl_InstanceID;
  vec4 trait = texelFetch(traits, texel(sprite), 0);
  int mark = markOf(sprite);
  float alpha = mix(trait.z, trait.w, fraction);
  if (alpha < 0.002 || (emphasis == 1 && mark < 2)) {
    leaveOut();
    return;
  }
  vec4 before = texelFetch(paint, texel(2 * sprite), 0);
  vec4 after = texelFetch(paint, texel(2 * sprite + 1), 0);
  vec2 kind = floor(vec2(before.a, after.a) * 255.0 + 0.5);
  vec2 ringed = vec2(equal(kind, vec2(1.0)));
  kinds = vec2(mix(ringed.x, ringed.y, fraction), kind.x == 2.0 ? 1.0 : 0.0);
  lit = mark == 3 ? 1.0 : 0.0;
  radius = ratio * (mix(trait.x, trait.y, fraction) * radiusScale + 2.0 * lit);
  colour = vec4(mix(before.rgb, after.rgb, fraction), alpha * (mark == 0 ? 0.22 : 1.0));
  vec2 corner = vec2((gl_VertexID & 1) == 0 ? -1.0 : 1.0, gl_VertexID < 2 ? -1.0 : 1.0);
  offset = corner * (radius + 1.0);
  putAt(pixelOf(sprite) + offset);
}`;

export const SPRITE_FRAGMENT = `#version 300 es
precision highp float;
in vec2 offset;
in vec4 colour;
flat in float radius;
flat in vec2 kinds;
flat in float lit;
uniform float ratio;
uniform vec3 surface;
uniform vec3 text;
out vec4 pixel;
void main() {
  float beyond = length(offset) - radius;
  float inside = clamp(0.5 - beyond, 0.0, 1.0);
  // The border parts discs that lie on each other; a ring says that a neuron is shared, or lit.
  float border = ratio * (lit > 0.0 ? 2.0 : 1.0);
  float isBorder = clamp(beyond + border + 0.5, 0.0, 1.0);
  float ring = ratio * 1.5;
  float isRing = clamp(beyond + border + ring + 0.5, 0.0, 1.0) * kinds.x;
  vec3 fill = mix(colour.rgb, text, isRing * 0.75);
  vec3 all = mix(fill, lit > 0.0 ? text : surface, isBorder);
  float alpha = colour.a * inside;
  if (kinds.y > 0.0) {
    all = colour.rgb;
    alpha *= clamp(beyond + ratio * 1.2 + 0.5, 0.0, 1.0) * (lit > 0.0 ? 1.0 : 0.45);
  }
  pixel = vec4(all * alpha, alpha);
}`;
