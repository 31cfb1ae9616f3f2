using System.Text;

namespace MnistTrainer.Data.Tests;

public sealed class UnixCompressTests
{
    // What the program compress (ncompress 4.2.4) writes for this text.
    private const string Text = "TOBEORNOTTOBEORTOBEORNOTTOBEORNOTTOBEORTOBEORNOTTOBEORNOTTOBEORTOBEORNOT";
    private const string Compressed = "H52QVJ4IKfJEipMnVAIOLKiQoEGEDQseTCjQYcSHFBdivHhxIg==";

    [Fact]
    public void Reads_what_compress_writes() =>
        Assert.Equal(Text, Encoding.ASCII.GetString(Decompress(Convert.FromBase64String(Compressed), Text.Length)));

    [Theory]
    [InlineData(16, 200_000, 0)]
    [InlineData(16, 3_000, 0)]
    [InlineData(12, 60_000, 0)]
    [InlineData(9, 2_000, 0)]
    [InlineData(16, 60_000, 1_000)]
    [InlineData(12, 60_000, 777)]
    public void Reads_codes_of_growing_width_and_cleared_tables(int maximumBits, int length, int codesPerTable)
    {
        byte[] content = new byte[length];
        Random random = new(7);
        for (int i = 0; i < length; i++)
            content[i] = (byte)(random.Next(4) == 0 ? random.Next(256) : i % 5);

        Assert.Equal(content, Decompress(Compress(content, maximumBits, codesPerTable), length));
    }

    [Fact]
    public void Rejects_other_data_and_more_than_expected()
    {
        byte[] compressed = Convert.FromBase64String(Compressed);

        Assert.Throws<InvalidDataException>(() => Decompress(Bytes.Gzip([1, 2, 3]), 3));
        Assert.Throws<InvalidDataException>(() => Decompress([0x1F, 0x9D], 3));
        Assert.Throws<InvalidDataException>(() => Decompress(compressed, Text.Length - 1));
        // The code 300 is not defined yet.
        Assert.Throws<InvalidDataException>(() => Decompress([0x1F, 0x9D, 0x90, 0x41, 300 << 1 & 0xFF, 300 >> 7], 100));
    }

    [Fact]
    public void Ends_or_rejects_whatever_the_bytes_are()
    {
        Random random = new(3);
        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = Compress([.. Enumerable.Range(0, 3_000).Select(k => (byte)(k * k / 7))], 12, 0);
            for (int k = 0; k < 5; k++)
                damaged[random.Next(3, damaged.Length)] = (byte)random.Next(256);
            try
            {
                Assert.InRange(Decompress(damaged, 5_000).Length, 0, 5_000);
            }
            catch (InvalidDataException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }

    private static byte[] Decompress(byte[] compressed, int length)
    {
        using MemoryStream content = new();
        UnixCompress.Decompress(new MemoryStream(compressed), content, length);
        return content.ToArray();
    }

    /// <summary>A slow encoder: strings as keys, bits as a list, a table cleared after a number of codes if that is above 0.</summary>
    private static byte[] Compress(byte[] content, int maximumBits, int codesPerTable)
    {
        List<bool> bits = [];
        Dictionary<string, int> table = [];
        int width = 9,
            inGroup = 0,
            free = 257,
            codes = 0;
        string prefix = "";
        for (int i = 0; i < content.Length; i++)
        {
            string longer = prefix + (char)content[i];
            if (longer.Length == 1 || table.ContainsKey(longer))
            {
                prefix = longer;
                continue;
            }

            Put(CodeOf(prefix));
            if (free < 1 << maximumBits)
                table[longer] = free++;
            prefix = longer[^1..];
            if (codesPerTable == 0 || ++codes % codesPerTable != 0)
            {
                // The reader defines each code one step later.
                if (free - 1 == 1 << width && width < maximumBits)
                    Widen(width + 1);
                continue;
            }

            Put(CodeOf(prefix));
            prefix = "";
            if (free == 1 << width && width < maximumBits)
                Widen(width + 1);
            Put(256);
            Widen(9);
            (table, free) = ([], 257);
        }

        if (prefix.Length > 0)
            Put(CodeOf(prefix));
        byte[] packed = new byte[(bits.Count + 7) / 8];
        for (int i = 0; i < bits.Count; i++)
            packed[i / 8] |= (byte)(bits[i] ? 1 << (i % 8) : 0);
        return [0x1F, 0x9D, (byte)(0x80 | maximumBits), .. packed];

        int CodeOf(string text) => text.Length == 1 ? text[0] : table[text];

        void Put(int code)
        {
            for (int bit = 0; bit < width; bit++)
                bits.Add((code >> bit & 1) != 0);
            inGroup = (inGroup + 1) % 8;
        }

        void Widen(int to)
        {
            for (; inGroup > 0; inGroup = (inGroup + 1) % 8)
                bits.AddRange(new bool[width]);
            width = to;
        }
    }
}
