using MnistTrainer.Data;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Web.Tests;

/// <summary>Handwritten digits as PNG files.</summary>
internal static class TestImages
{
    private static readonly Samples<byte> Digits = DigitSynthesizer.Synthesize(40, seed: 11, DataSplit.Test);

    /// <summary>A digit in MNIST's frame.</summary>
    public static byte[] Framed(int digit) => ImageCodec.EncodePng(new GrayImage(28, 28, Pixels(digit).ToArray()));

    /// <summary>The digit at ten times the size, dark on light.</summary>
    public static byte[] OnPaper(int digit) =>
        ImageCodec.EncodePng(new GrayImage(28, 28, Pixels(digit).ToArray()).Invert().Resize(280, 280));

    /// <summary>Digits side by side, dark on light, five times as large as MNIST's.</summary>
    public static GrayImage InARow(params int[] digits)
    {
        GrayImage[] each = [.. digits.Select(digit => new GrayImage(28, 28, Pixels(digit).ToArray()).Invert())];
        byte[] pixels = [.. Enumerable.Range(0, 28).SelectMany(y => each.SelectMany(image => image.Row(y).ToArray()))];
        return new GrayImage(28 * digits.Length, 28, pixels).Resize(140 * digits.Length, 140);
    }

    /// <summary>The pixels of the digit.</summary>
    public static ReadOnlySpan<byte> Pixels(int digit) =>
        Digits.Row(Enumerable.Range(0, Digits.Count).First(row => Digits.Labels[row] == digit));

    /// <summary>A tiny PNG file whose header claims a size.</summary>
    public static byte[] Claiming(int width, int height)
    {
        byte[] file = ImageCodec.EncodePng(new GrayImage(1, 1, [0]));
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(29), Crc(file.AsSpan(12, 17)));
        return file;
    }

    /// <summary>The check sum of a PNG's chunk (PNG specification, annex D), bit by bit.</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }
}
