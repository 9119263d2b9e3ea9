using Coterie.Data;
using Coterie.Onnx.Graph;
using Coterie.Onnx.Schema;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace Coterie.Onnx;

/// <summary>A model in the ONNX format, read from a file.</summary>
public sealed class OnnxModel
{
    private const string Expected = "a model in the ONNX format";
    private readonly ModelProto proto;

    private OnnxModel(string path, ModelProto proto)
    {
        Path = path;
        this.proto = proto;
        HashSet<string> initializers = [.. proto.Graph.Initializer.Select(tensor => tensor.Name)];
        // Up to version 3 of the format, initializers were inputs too.
        Inputs = [.. proto.Graph.Input.Where(input => !initializers.Contains(input.Name)).Select(ModelInput.Of)];
    }

    /// <summary>The version of ONNX Runtime, which runs models.</summary>
    public static string RuntimeVersion => OrtEnv.Instance().GetVersionString();

    /// <summary>Where it was read from.</summary>
    public string Path { get; }

    /// <summary>What it takes.</summary>
    public IReadOnlyList<ModelInput> Inputs { get; }

    /// <summary>The files beside it that hold weights, without duplicates.</summary>
    public IReadOnlyList<string> ExternalFiles { get; private init; } = [];

    /// <summary>The graph.</summary>
    internal GraphProto Graph => proto.Graph;

    /// <summary>Reads a model.</summary>
    /// <param name="path">The file. Weights outside it must lie in its folder.</param>
    /// <exception cref="InputException">It cannot be read, is no ONNX model, or weights outside it are missing.</exception>
    public static OnnxModel Load(string path)
    {
        ModelProto proto = Parse(path);
        OnnxModel model = new(path, proto) { ExternalFiles = ExternalWeights.Require(path, proto.Graph) };
        return proto.Functions.Count == 0 ? model : model.Inline();
    }

    /// <summary>A copy of the model, to be changed.</summary>
    internal ModelProto Copy() => proto.Clone();

    /// <summary>Opens a model that was changed in memory.</summary>
    /// <param name="changed">The changed model.</param>
    /// <param name="optimisation">How far ONNX Runtime may change it further.</param>
    /// <param name="threads">The threads to compute with.</param>
    /// <exception cref="InputException">ONNX Runtime refuses it.</exception>
    internal InferenceSession Open(ModelProto changed, GraphOptimizationLevel optimisation, int threads)
    {
        using SessionOptions options = Options(optimisation, threads);
        return Run(() => new InferenceSession(changed.ToByteArray(), options));
    }

    /// <summary>Does something with ONNX Runtime; its refusal becomes an error that names the model.</summary>
    /// <param name="work">What to do.</param>
    /// <exception cref="InputException">ONNX Runtime refused.</exception>
    internal T Run<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (OnnxRuntimeException e)
        {
            string reason = e.Message.ReplaceLineEndings(" ");
            throw new InputException($"{Path}: found a model that ONNX Runtime cannot run ({reason}), expected one that it can", e);
        }
    }

    /// <summary>Options of a run whose errors are thrown and not written to standard error as well.</summary>
    internal static RunOptions Quietly() => new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };

    private static ModelProto Parse(string path)
    {
        try
        {
            using FileStream stream = InputFile.OpenRead(path, Expected);
            ModelProto proto = ModelProto.Parser.ParseFrom(stream);
            if (proto.Graph is { Node.Count: > 0, Output.Count: > 0 } && proto.OpsetImport.Count > 0)
            {
                GraphOrder.Sort(path, proto.Graph);
                return proto;
            }
            throw new InputException($"{path}: found no graph with operators and outputs, expected {Expected}");
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InputException($"{path}: found a file that is not ONNX, or a part of one ({e.Message}); expected {Expected}", e);
        }
        catch (IOException e)
        {
            throw new InputException($"{path}: found that it cannot be read ({e.Message}); expected {Expected}", e);
        }
    }

    private SessionOptions Options(GraphOptimizationLevel optimisation, int threads)
    {
        SessionOptions options = new()
        {
            GraphOptimizationLevel = optimisation,
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path)) ?? ".";
        options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", folder);
        return options;
    }

    // ONNX Runtime replaces calls of a model's own functions by what they consist of, and writes the result.
    private OnnxModel Inline()
    {
        string folder = Directory.CreateTempSubdirectory("coterie-").FullName;
        try
        {
            string inlined = System.IO.Path.Combine(folder, "inlined.onnx");
            using SessionOptions options = Options(GraphOptimizationLevel.ORT_DISABLE_ALL, threads: 1);
            options.OptimizedModelFilePath = inlined;
            using (Run(() => new InferenceSession(proto.ToByteArray(), options)))
            {
                return new OnnxModel(Path, Parse(inlined)) { ExternalFiles = ExternalFiles };
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
