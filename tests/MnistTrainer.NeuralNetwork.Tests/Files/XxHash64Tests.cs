using System.Text;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class XxHash64Tests
{
    // "" and "abc" as published with xxHash, https://github.com/Cyan4973/xxHash.
    [Theory]
    [InlineData("", "ef46db3751d8e999")]
    [InlineData("abc", "44bc2cf5ad770999")]
    public void Has_the_published_value(string text, string expected)
    {
        using XxHash64 hash = new();
        hash.Append(Encoding.ASCII.GetBytes(text));
        Assert.Equal(expected, Convert.ToHexStringLower(hash.Finish()));
    }

    [Fact]
    public void Agrees_with_the_library_however_the_bytes_are_cut()
    {
        Random random = new(3);
        for (int length = 0; length < 300; length++)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            using XxHash64 hash = new();
            for (int at = 0; at < length; )
            {
                int piece = Math.Min(random.Next(70), length - at);
                hash.Append(bytes.AsSpan(at, piece));
                at += piece;
            }

            Assert.Equal(System.IO.Hashing.XxHash64.Hash(bytes), hash.Finish());
        }
    }
}
