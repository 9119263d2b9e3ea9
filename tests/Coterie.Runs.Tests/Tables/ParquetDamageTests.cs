using Coterie.Runs.Tables;

namespace Coterie.Runs.Tests.Tables;

/// <summary>A table with one flipped bit is read, with other values, or refused with the file's name; reading always ends.</summary>
public class ParquetDamageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static string Fixture => Path.Combine(AppContext.BaseDirectory, "Fixtures", "format2");

    [Theory]
    [InlineData("edges/0001.parquet")]
    [InlineData("communities/0001.parquet")]
    [InlineData("metrics/0001.parquet")]
    [InlineData("neurons/0001.parquet")]
    public void Every_flipped_bit_of_the_footer_is_survived(string file)
    {
        using TemporaryFolder temporary = new();
        byte[] whole = File.ReadAllBytes(Path.Combine(Fixture, file));
        int footer = BitConverter.ToInt32(whole, whole.Length - 8) + 8;
        for (int bit = (whole.Length - footer) * 8; bit < whole.Length * 8; bit++)
        {
            byte[] damaged = (byte[])whole.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Survives(temporary["table.parquet"], file, damaged, $"bit {bit % 8} of byte {bit / 8}");
        }
    }

    [Theory]
    [InlineData("edges/0001.parquet")]
    [InlineData("metrics/0001.parquet")]
    public void Truncated_tables_are_refused(string file)
    {
        using TemporaryFolder temporary = new();
        byte[] whole = File.ReadAllBytes(Path.Combine(Fixture, file));
        for (int length = 0; length < whole.Length; length += length < 20 ? 1 : 37)
        {
            File.WriteAllBytes(temporary["table.parquet"], whole[..length]);
            Assert.Throws<InputException>(() => Read(temporary["table.parquet"], file));
        }
    }

    private static void Survives(string path, string file, byte[] content, string what)
    {
        File.WriteAllBytes(path, content);
        Exception? unexpected = null;
        // A thread of its own: a reader that never returns cannot be stopped, only left.
        Thread reading = new(() =>
        {
            try
            {
                Read(path, file);
            }
            catch (InputException e) when (e.Message.StartsWith(path, StringComparison.Ordinal))
            {
                // Refused.
            }
            catch (Exception e)
            {
                unexpected = e;
            }
        })
        { IsBackground = true };
        reading.Start();
        Assert.True(reading.Join(Patience), $"{file} with {what} flipped is read forever");
        Assert.Null(unexpected);
    }

    private static void Read(string path, string file)
    {
        if (file.StartsWith("edges", StringComparison.Ordinal)) ParquetFile.Read<EdgeRow>(path);
        else if (file.StartsWith("communities", StringComparison.Ordinal)) ParquetFile.Read<CommunityRow>(path);
        else if (file.StartsWith("metrics", StringComparison.Ordinal)) ParquetFile.Read<MetricRow>(path);
        else NeuronRow.Read(path);
    }
}
