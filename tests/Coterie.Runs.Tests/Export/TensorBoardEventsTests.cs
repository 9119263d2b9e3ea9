using System.Buffers.Binary;
using Coterie.Measures;
using Coterie.Runs.Export;
using Coterie.Runs.Export.Schema;
using Google.Protobuf;

namespace Coterie.Runs.Tests.Export;

public class TensorBoardEventsTests
{
    [Fact]
    public void Every_value_is_a_scalar_at_its_step()
    {
        using TemporaryFolder folder = new();
        string file = Assert.Single(ExportSample.Write("tensorboard", folder.Path));
        Event[] events = [.. Records(File.ReadAllBytes(file)).Select(Event.Parser.ParseFrom)];
        Assert.Equal("brain.Event:2", events[0].FileVersion);
        Assert.Equal([1, 2], events.Skip(1).Select(at => at.Step));
        foreach ((Event at, Snapshot snapshot) in events.Skip(1).Zip(ExportSample.Run.Snapshots))
        {
            Dictionary<string, float> scalars = at.Summary.Value
                .ToDictionary(value => value.Tag, value => value.SimpleValue, StringComparer.Ordinal);
            Assert.Equal((float)snapshot.OfLayer("layer1", "modularity", "weightedOverlap")!, scalars["modularity/weightedOverlap/layer1"]);
            Assert.Equal((float)snapshot.OfModel("accuracy", "test")!, scalars["accuracy/test"]);
            Assert.True(scalars.ContainsKey("classEntropy/all/0 ring"));
            Assert.Equal(snapshot.Values.Count(value => value.Value is not null), scalars.Count);
        }
    }

    [Fact]
    public void Without_steps_the_numbers_of_snapshots_take_their_place()
    {
        using TemporaryFolder folder = new();
        string file = ExportSample.Write("tensorboard", folder["log"], OddRun.With(folder["run"], "fc"))[0];
        Assert.Equal([0, 1, 2], Records(File.ReadAllBytes(file)).Select(record => Event.Parser.ParseFrom(record).Step));
    }

    // event.proto and summary.proto in https://github.com/tensorflow/tensorboard/tree/master/tensorboard/compat/proto number the fields:
    // step 2, file_version 3, summary 5; its value 1; of that tag 1, simple_value 2.
    [Fact]
    public void An_event_has_the_fields_of_the_format()
    {
        Event at = new() { Step = 3, Summary = new Summary { Value = { new Scalar { Tag = "a", SimpleValue = 0 } } } };
        Assert.Equal("10032A0A0A080A01611500000000", Convert.ToHexString(at.ToByteArray()));
        Assert.Equal("1A0162", Convert.ToHexString(new Event { FileVersion = "b" }.ToByteArray()));
    }

    // https://www.rfc-editor.org/rfc/rfc3720#appendix-B.4 gives the CRC-32C of 32 zeros: aa 36 91 8a.
    [Fact]
    public void The_checksum_is_the_masked_one_of_the_standard()
    {
        const uint crc = 0x8A9136AA;
        Assert.Equal(unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8), RecordFile.Checksum(new byte[32]));
    }

    [Fact]
    public void TensorBoard_reads_the_file()
    {
        using TemporaryFolder folder = new();
        ExportSample.Write("tensorboard", folder.Path);
        string printed = Python.Run(
            "tensorboard",
            """
            import sys
            from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
            events = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0}).Reload()
            print([(s.step, s.value) for s in events.Scalars("modularity/weightedOverlap/layer1")])
            """,
            folder.Path);
        Assert.StartsWith("[(1, ", printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("layer1", null, "modularity", "klb", "modularity/klb/layer1")]
    [InlineData("layer1", null, "conductance", "", "conductance/layer1")]
    [InlineData(null, 1, "classAccuracy", "test", "classAccuracy/test/1 b")]
    [InlineData("l\n", 2, "classEntropy", "all", "classEntropy/all/l\\n/2")]
    public void Tags_name_measure_variant_layer_and_class(string? layer, int? @class, string measure, string variant, string tag)
    {
        Assert.Equal(tag, TensorBoardEvents.TagOf(new MeasureKey(layer, @class, measure, variant), ["a", "b"]));
    }

    // The frames of a file, their checksums compared with the definition of CRC-32C, a bit at a time.
    private static IEnumerable<byte[]> Records(byte[] file)
    {
        for (int at = 0; at < file.Length;)
        {
            int length = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at));
            Assert.Equal(Masked(file.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            byte[] content = file.AsSpan(at + 12, length).ToArray();
            Assert.Equal(Masked(content), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            yield return content;
            at += 16 + length;
        }
    }

    private static uint Masked(ReadOnlySpan<byte> content)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in content)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (0x82F63B78 & (0 - (crc & 1)));
        }
        crc = ~crc;
        return unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8);
    }
}
