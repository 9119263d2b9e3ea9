using System.CommandLine;
using System.Diagnostics;
using System.Numerics;
using Coterie.Activations;
using Coterie.Data;
using Coterie.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Coterie.Bench.Models;

/// <summary>
/// Compares a replay of a model's activations with the plain run of the model on the same images, in turns. The goal is 1.25 at most.
/// </summary>
internal static class OnnxCommand
{
    private const int Turns = 5;

    public static Command Create()
    {
        Argument<string[]> models = new("models") { Description = "ONNX models", Arity = ArgumentArity.OneOrMore };
        Option<string> data = new("--data") { Description = "The data set's name or folder", Required = true };
        Option<int?> samples = new("--samples") { Description = "Training images [all]" };
        Option<int> threads = new("--threads") { DefaultValueFactory = _ => Environment.ProcessorCount };
        Command command = new("onnx", "Times the activations of ONNX models against their plain run.") { models, data, samples, threads };
        command.SetAction(parse =>
        {
            foreach (string path in parse.GetRequiredValue(models))
            {
                Measure(path, parse.GetRequiredValue(data), parse.GetValue(samples), parse.GetValue(threads));
            }
        });
        return command;
    }

    private static void Measure(string path, string data, int? count, int threads)
    {
        OnnxModel model = OnnxModel.Load(path);
        ImageInput input = ImageInput.Of(model, new InputChoices());
        DataStore store = new() { ImageSize = input.Size, KeepColour = input.Channels == 3, Samples = count };
        DataSet images = store.LoadAsync(data).GetAwaiter().GetResult();
        OnnxSamples samples = input.Samples(images.Train, images.Classes);
        using OnnxActivationSource source = new(model, samples, new OnnxSettings { Threads = threads });
        using SessionOptions options = new() { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
        using InferenceSession plain = new(path, options);

        List<double> ratios = [];
        for (int turn = 0; turn <= Turns; turn++)
        {
            double run = Seconds(() => Run(plain, model, samples, source.Batch)), replay = Seconds(() => source.Replay(new Nowhere()));
            // The first turn warms up.
            if (turn > 0) ratios.Add(replay / run);
            Console.WriteLine($"{path}: plain {run:0.000} s, activations {replay:0.000} s, ratio {replay / run:0.00}");
        }
        ratios.Sort();
        Console.WriteLine($"{path}: ratio {ratios[Turns / 2]:0.00} (median of {Turns}, {ratios[0]:0.00} to {ratios[^1]:0.00})");
    }

    private static void Run(InferenceSession session, OnnxModel model, OnnxSamples samples, int batch)
    {
        using RunOptions options = new();
        string[] names = [.. model.Inputs.Select(input => input.Name)];
        for (int start = 0; start < samples.Count; start += batch)
        {
            OrtValue[] values = [.. names.Select(name => samples.Slice(name, start, Math.Min(batch, samples.Count - start)))];
            using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, names, values, session.OutputNames);
            foreach (OrtValue value in values) value.Dispose();
        }
    }

    private static double Seconds(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private sealed class Nowhere : IActivationSink
    {
        public void Accept<T>(int layer, ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
        }
    }
}
