import type { Drawing } from '../../logic/network/drawing.ts';
import { edgeOpacity } from '../../logic/network/moment.ts';
import { LIT, NEIGHBOUR } from '../../logic/network/marks.ts';
import { firstEdgeOver } from '../../logic/network/transition.ts';
import { type Frame, type Renderer, sizeCanvas } from './renderer.ts';
import { EDGE_FRAGMENT, EDGE_VERTEX, SPRITE_FRAGMENT, SPRITE_VERTEX } from './shaders.ts';

// The width of textures; shaders number texels with it.
const WIDTH = 1024;
const PLACES = 0, TRAITS = 1, MARKS = 2, PAINT = 3;

// A processor that stands in for a graphics card draws so many edges while the picture moves, the strongest; at rest it draws all.
// 37,000 take it 2.6 s on two busy cores, 3,000 take 0.2 s.
const MOST_MOVING_BY_PROCESSOR = 3000;

/**
 * Draws with WebGL2. Everything of two snapshots lies in graphics memory; a frame between them sets a handful of numbers. Measured with 500
 * vertices and 37,000 edges (two snapshots of 30,000) on two cores that others kept busy: the script of a frame takes 0.3 ms, while
 * Canvas 2D takes 50 to 100 ms for the 2,000 strongest edges. Two other snapshots are made ready in 20 to 35 ms, of which the upload
 * takes 2.
 */
export class GlRenderer implements Renderer {
  readonly mostEdges = Infinity;
  private parts: Parts | null = null;
  private drawing: Drawing | null = null;
  private marks = new Uint8Array();

  /** Null where there is no WebGL2. */
  static on(canvas: HTMLCanvasElement, restored: () => void): GlRenderer | null {
    const gl = canvas.getContext('webgl2', { antialias: false, premultipliedAlpha: true });
    return gl === null ? null : new GlRenderer(canvas, gl, isProcessor(gl) ? MOST_MOVING_BY_PROCESSOR : Infinity, restored);
  }

  private constructor(
    readonly canvas: HTMLCanvasElement, private readonly gl: WebGL2RenderingContext, private readonly mostMoving: number,
    restored: () => void,
  ) {
    this.parts = partsOf(gl);
    // A graphics driver may be started anew under the page.
    canvas.addEventListener('webglcontextlost', event => {
      event.preventDefault();
      this.parts = null;
    });
    canvas.addEventListener('webglcontextrestored', () => {
      this.parts = partsOf(gl);
      if (this.drawing !== null) this.show(this.drawing);
      this.mark(this.marks);
      restored();
    });
  }

  show(drawing: Drawing): void {
    this.drawing = drawing;
    if (this.parts === null) return;
    const { gl, parts } = this;
    const { transition, radii, paint } = drawing;
    const traits = new Float32Array(4 * transition.neurons.length);
    for (let s = 0; s < transition.neurons.length; s++) {
      traits.set([radii[2 * s], radii[2 * s + 1], transition.presence[2 * s], transition.presence[2 * s + 1]], 4 * s);
    }
    fill(gl, parts.textures[PLACES], PLACES, gl.RGBA32F, gl.RGBA, gl.FLOAT, 4, transition.places);
    fill(gl, parts.textures[TRAITS], TRAITS, gl.RGBA32F, gl.RGBA, gl.FLOAT, 4, traits);
    fill(gl, parts.textures[PAINT], PAINT, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, 4, paint);
    const buffers: [WebGLBuffer, AllowSharedBufferSource][] = [
      [parts.ends, transition.edges.ends], [parts.weights, transition.edges.weights], [parts.edgePaint, drawing.edgePaint],
    ];
    for (const [buffer, values] of buffers) {
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.bufferData(gl.ARRAY_BUFFER, values, gl.STATIC_DRAW);
    }
  }

  mark(marks: Uint8Array): void {
    this.marks = new Uint8Array(marks);
    const { gl, parts } = this;
    if (parts !== null) fill(gl, parts.textures[MARKS], MARKS, gl.R8, gl.RED, gl.UNSIGNED_BYTE, 1, this.marks);
  }

  draw(frame: Frame): void {
    const { gl, parts, drawing, canvas } = this;
    sizeCanvas(canvas, frame);
    if (parts === null) return;
    gl.viewport(0, 0, canvas.width, canvas.height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    if (drawing === null) return;
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    const hasEmphasis = this.marks.includes(LIT) || this.marks.includes(NEIGHBOUR);
    this.drawEdges(parts, drawing, frame, hasEmphasis);
    this.drawSprites(parts, drawing, frame, hasEmphasis);
  }

  dispose(): void {
    this.gl.getExtension('WEBGL_lose_context')?.loseContext();
    this.parts = null;
  }

  private drawEdges({ edges, ends, weights, edgePaint }: Parts, { transition }: Drawing, frame: Frame, hasEmphasis: boolean): void {
    const { gl } = this;
    const most = frame.fraction > 0 && frame.fraction < 1 ? this.mostMoving : Infinity;
    const first = Math.max(firstEdgeOver(transition.edges, frame.threshold), transition.edges.count - most);
    const count = transition.edges.count - first;
    if (count === 0) return;
    this.use(edges, frame);
    gl.uniform1f(edges.at('threshold'), frame.threshold);
    gl.uniform1f(edges.at('opacity'), edgeOpacity(count));
    gl.bindVertexArray(edges.array);
    gl.bindBuffer(gl.ARRAY_BUFFER, ends);
    gl.vertexAttribIPointer(0, 2, gl.UNSIGNED_INT, 8, 8 * first);
    gl.bindBuffer(gl.ARRAY_BUFFER, weights);
    gl.vertexAttribPointer(1, 2, gl.FLOAT, false, 8, 8 * first);
    gl.bindBuffer(gl.ARRAY_BUFFER, edgePaint);
    gl.vertexAttribPointer(2, 4, gl.UNSIGNED_BYTE, true, 8, 8 * first);
    gl.vertexAttribPointer(3, 4, gl.UNSIGNED_BYTE, true, 8, 8 * first + 4);
    this.drawTwice(edges, count, hasEmphasis);
  }

  private drawSprites({ sprites }: Parts, { transition }: Drawing, frame: Frame, hasEmphasis: boolean): void {
    const { gl } = this;
    this.use(sprites, frame);
    gl.uniform1f(sprites.at('radiusScale'), frame.radiusScale);
    gl.uniform3fv(sprites.at('surface'), frame.ink.surface.map(channel => channel / 255));
    gl.uniform3fv(sprites.at('text'), frame.ink.text.map(channel => channel / 255));
    gl.bindVertexArray(sprites.array);
    this.drawTwice(sprites, transition.neurons.length, hasEmphasis);
  }

  // What is emphasised comes once more, above the rest.
  private drawTwice(program: Program, count: number, hasEmphasis: boolean): void {
    const { gl } = this;
    for (let emphasis = 0; emphasis < (hasEmphasis ? 2 : 1); emphasis++) {
      gl.uniform1i(program.at('emphasis'), emphasis);
      gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, count);
    }
  }

  private use(program: Program, { camera, ratio, fraction }: Frame): void {
    const { gl, canvas } = this;
    gl.useProgram(program.program);
    gl.uniform2f(program.at('centre'), camera.x, camera.y);
    gl.uniform1f(program.at('scale'), camera.scale * ratio);
    gl.uniform2f(program.at('viewport'), canvas.width, canvas.height);
    gl.uniform1f(program.at('ratio'), ratio);
    gl.uniform1f(program.at('fraction'), fraction);
  }
}

// Browsers do not report this as a performance caveat; the name of the driver tells it.
function isProcessor(gl: WebGL2RenderingContext): boolean {
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  return names !== null && /swiftshader|llvmpipe|softpipe|basic render/i.test(String(gl.getParameter(names.UNMASKED_RENDERER_WEBGL)));
}

interface Parts {
  edges: Program;
  sprites: Program;
  textures: WebGLTexture[];
  ends: WebGLBuffer;
  weights: WebGLBuffer;
  edgePaint: WebGLBuffer;
}

interface Program {
  program: WebGLProgram;
  array: WebGLVertexArrayObject;
  at(uniform: string): WebGLUniformLocation | null;
}

function partsOf(gl: WebGL2RenderingContext): Parts {
  const parts = {
    edges: programOf(gl, EDGE_VERTEX, EDGE_FRAGMENT),
    sprites: programOf(gl, SPRITE_VERTEX, SPRITE_FRAGMENT),
    textures: [PLACES, TRAITS, MARKS, PAINT].map(() => gl.createTexture()),
    ends: gl.createBuffer(), weights: gl.createBuffer(), edgePaint: gl.createBuffer(),
  };
  gl.bindVertexArray(parts.edges.array);
  for (let attribute = 0; attribute < 4; attribute++) {
    gl.enableVertexAttribArray(attribute);
    gl.vertexAttribDivisor(attribute, 1);
  }
  return parts;
}

function programOf(gl: WebGL2RenderingContext, vertex: string, fragment: string): Program {
  const program = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
    const shader = gl.createShader(kind);
    // Null only where the context is lost, which is told by an event.
    if (shader === null) continue;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    const shaders = gl.getAttachedShaders(program) ?? [];
    throw new Error(`WebGL: ${[...shaders.map(shader => gl.getShaderInfoLog(shader)), gl.getProgramInfoLog(program)].join(' ')}`);
  }
  gl.useProgram(program);
  ['places', 'traits', 'marks', 'paint'].forEach((name, unit) => gl.uniform1i(gl.getUniformLocation(program, name), unit));
  const locations = new Map<string, WebGLUniformLocation | null>();
  return {
    program,
    array: gl.createVertexArray(),
    at(name) {
      if (!locations.has(name)) locations.set(name, gl.getUniformLocation(program, name));
      return locations.get(name)!;
    },
  };
}

// Rows of WIDTH texels; the last is filled up.
function fill(
  gl: WebGL2RenderingContext, texture: WebGLTexture, unit: number, internal: number, format: number, type: number, channels: number,
  values: Float32Array | Uint8Array,
): void {
  const height = Math.max(1, Math.ceil(values.length / channels / WIDTH));
  const padded = values instanceof Float32Array ? new Float32Array(WIDTH * height * channels) : new Uint8Array(WIDTH * height * channels);
  padded.set(values);
  gl.activeTexture(gl.TEXTURE0 + unit);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  gl.texImage2D(gl.TEXTURE_2D, 0, internal, WIDTH, height, 0, format, type, padded);
  // Without mipmaps; float textures cannot be filtered.
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
}
