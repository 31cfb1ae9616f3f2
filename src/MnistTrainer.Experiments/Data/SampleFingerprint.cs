using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>What distinguishes samples from others, in words: how many there are, and a hash of all their values.</summary>
internal static class SampleFingerprint
{
    /// <summary>Of images.</summary>
    public static string Of(Samples<byte> samples) => Of(samples, hash => Append(hash, samples));

    /// <summary>Of the rows of a table.</summary>
    public static string Of(Samples<float> samples) =>
        Of(
            samples,
            hash =>
            {
                hash.AppendData(MemoryMarshal.AsBytes(samples.Targets));
                Append(hash, samples);
            }
        );

    /// <summary>Of what a training takes its samples from.</summary>
    public static string Of(TrainingData data) => data.Stored is null ? Of(data.Train) : Of(data.Stored);

    /// <summary>Of samples that stay in a file, and how they are read and held out.</summary>
    public static string Of(StoredSamples stored) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{stored.Count} of {stored.File.Count} with the fingerprint {stored.File.Fingerprint}, {stored.BufferRows} in memory, {stored.ValidationCount} and {stored.TestCount} held out by seed {stored.Seed}"
        );

    private static void Append<T>(IncrementalHash hash, Samples<T> samples)
        where T : unmanaged, INumberBase<T>
    {
        for (int row = 0; row < samples.Count; row++)
            hash.AppendData(MemoryMarshal.AsBytes(samples.Row(row)));
    }

    private static string Of(Samples samples, Action<IncrementalHash> append)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{samples.Shape}\n{string.Join('\n', samples.ClassNames)}\n"));
        hash.AppendData(MemoryMarshal.AsBytes(samples.Labels));
        hash.AppendData(MemoryMarshal.AsBytes(samples.Weights));
        append(hash);
        return $"{samples.Count} with the fingerprint {Convert.ToHexStringLower(hash.GetHashAndReset())[..16]}";
    }
}
