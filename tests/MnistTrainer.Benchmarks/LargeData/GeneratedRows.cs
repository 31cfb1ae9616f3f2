using System.Globalization;
using System.Text;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks.LargeData;

/// <summary>Writes a table of pixels of any size: synthetic digits, each with other noise in its ink and elsewhere, so that no row recurs and all can be learned.</summary>
internal static class GeneratedRows
{
    private const int Digits = 5_000;
    private const int NoisePixels = 8;
    private const int Block = 1 << 20;

    /// <summary>Writes rows until a file has a size.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">Its size, exceeded by less than a row.</param>
    /// <returns>The number of rows.</returns>
    public static long Write(string path, long bytes)
    {
        Samples<byte> digits = DigitSynthesizer.Synthesize(Digits, seed: 1, DataSplit.Train);
        byte[][] numbers =
        [
            .. Enumerable.Range(0, 256).Select(value => Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture))),
        ];
        RandomSource random = new(seed: 1);
        byte[] pixels = new byte[digits.Shape.Size],
            text = new byte[Block + (4 * (pixels.Length + 1))];
        using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Write(Encoding.ASCII.GetBytes($"label,{string.Join(',', Enumerable.Range(0, pixels.Length).Select(i => $"pixel{i}"))}\n"));
        long rows = 0;
        for (int length = 0; file.Position + length < bytes; rows++)
        {
            int digit = random.NextInt(digits.Count);
            digits.Row(digit).CopyTo(pixels);
            AddNoise(pixels, random);
            Append(numbers[digits.Labels[digit]], text, ref length);
            foreach (byte pixel in pixels)
            {
                text[length++] = (byte)',';
                Append(numbers[pixel], text, ref length);
            }

            text[length++] = (byte)'\n';
            if (length >= Block || file.Position + length >= bytes)
            {
                file.Write(text, 0, length);
                length = 0;
            }
        }

        return rows;
    }

    private static void AddNoise(byte[] pixels, RandomSource random)
    {
        ulong bits = random.NextBits();
        for (int i = 0; i < pixels.Length; i++)
        {
            if (pixels[i] > 0)
            {
                pixels[i] = (byte)Math.Clamp(pixels[i] + (int)(bits & 63) - 32, 1, 255);
                bits = (bits >> 6) | (bits << 58);
            }
        }

        for (int i = 0; i < NoisePixels; i++)
            pixels[random.NextInt(pixels.Length)] = (byte)random.NextInt(256);
    }

    private static void Append(byte[] number, byte[] text, ref int length)
    {
        foreach (byte digit in number)
            text[length++] = digit;
    }
}
