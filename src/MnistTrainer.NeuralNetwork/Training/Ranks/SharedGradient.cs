using System.Runtime.InteropServices;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The gradient of layers that sum it over rows, for ranks on one machine: each computes some blocks of parameters for the whole batch, and sends them in less time than the
/// others would need to compute them. Every parameter has the same sum as in one process.
/// </summary>
internal sealed class SharedGradient : SharedMemory
{
    // Multiply-adds of a step, below which every rank computes all of them sooner than an exchange begins.
    private const long LeastWork = 1 << 21;

    private readonly FloatBuffer _gradient;
    private readonly double[] _squares;
    private readonly Part[] _parts;
    private readonly int[] _owners;
    private readonly int _own;
    private readonly Exchange _exchange;

    private SharedGradient(ITrainingRanks ranks, FloatBuffer gradient, double[] squares, ParameterBlock?[] blocks)
    {
        (_gradient, _squares, _own) = (gradient, squares, ranks.Rank);
        _owners = Divide(blocks, ranks.Count);
        _parts = [.. Enumerable.Range(0, ranks.Count).Select(rank => Part.Of(rank, _owners, blocks))];
        BatchShare[] shares = [.. Enumerable.Range(0, ranks.Count).Select(rank => default(BatchShare) with { Rank = rank })];
        _exchange = new Exchange(ranks, shares, [this]);
    }

    /// <summary>Divides a gradient among ranks, or returns null where each computes all of it.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="gradient">The gradient.</param>
    /// <param name="squares">The square of each block's norm, which is exchanged, too.</param>
    /// <param name="blocks">The parameters of each block; null for one that every rank computes.</param>
    /// <param name="rows">The rows of a batch.</param>
    public static SharedGradient? Of(ITrainingRanks ranks, FloatBuffer gradient, double[] squares, ParameterBlock?[] blocks, int rows) =>
        ranks is { Count: > 1, AreOnOneMachine: true } && rows * blocks.Sum(LengthOf) >= LeastWork
            ? new SharedGradient(ranks, gradient, squares, blocks)
            : null;

    /// <summary>Whether this rank computes a block.</summary>
    public bool Computes(int block) => _owners[block] < 0 || _owners[block] == _own;

    /// <summary>Sends the blocks of this rank and receives the others.</summary>
    public void Exchange() => _exchange.Run();

    public override void Begin(in BatchShare own)
    {
        Part part = _parts[own.Rank];
        Span<double> squares = part.Squares;
        Span<float> values = part.Values;
        foreach ((int block, ParameterBlock range) in part.Blocks)
        {
            squares[0] = _squares[block];
            squares = squares[1..];
            GradientOf(range).CopyTo(values);
            GradientOf(range.Also).CopyTo(values[range.Length..]);
            values = values[(range.Length + range.AlsoLength)..];
        }
    }

    public override Span<byte> Of(in BatchShare share) => _parts[share.Rank].Bytes;

    public override void End(in BatchShare own)
    {
        foreach (Part part in _parts)
        {
            if (part.Rank != own.Rank)
                Take(part);
        }
    }

    private void Take(Part part)
    {
        ReadOnlySpan<double> squares = part.Squares;
        ReadOnlySpan<float> values = part.Values;
        foreach ((int block, ParameterBlock range) in part.Blocks)
        {
            _squares[block] = squares[0];
            squares = squares[1..];
            values[..range.Length].CopyTo(GradientOf(range));
            values.Slice(range.Length, range.AlsoLength).CopyTo(GradientOf(range.Also));
            values = values[(range.Length + range.AlsoLength)..];
        }
    }

    private Span<float> GradientOf(ParameterBlock range) => _gradient.Span.Slice(range.First, range.Length);

    private static long LengthOf(ParameterBlock? block) => block is ParameterBlock range ? range.Length + range.AlsoLength : 0;

    /// <summary>Deals neighboring blocks out to ranks, so that all have nearly as many parameters.</summary>
    private static int[] Divide(ParameterBlock?[] blocks, int ranks)
    {
        long all = blocks.Sum(LengthOf),
            before = 0;
        int[] owners = new int[blocks.Length];
        for (int block = 0; block < blocks.Length; block++)
        {
            long length = LengthOf(blocks[block]);
            owners[block] = length == 0 ? -1 : (int)((before + (length / 2)) * ranks / all);
            before += length;
        }

        return owners;
    }

    /// <summary>What a rank sends: of each of its blocks the square of the norm, then of each the gradient.</summary>
    private sealed class Part
    {
        private readonly byte[] _bytes;

        private Part(int rank, (int Block, ParameterBlock Range)[] blocks)
        {
            (Rank, Blocks) = (rank, blocks);
            _bytes = new byte[checked((blocks.Length * sizeof(double)) + ((int)blocks.Sum(one => LengthOf(one.Range)) * sizeof(float)))];
        }

        public int Rank { get; }

        public (int Block, ParameterBlock Range)[] Blocks { get; }

        public Span<byte> Bytes => _bytes;

        public Span<double> Squares => MemoryMarshal.Cast<byte, double>(Bytes[..(Blocks.Length * sizeof(double))]);

        public Span<float> Values => MemoryMarshal.Cast<byte, float>(Bytes[(Blocks.Length * sizeof(double))..]);

        public static Part Of(int rank, int[] owners, ParameterBlock?[] blocks) =>
            new(rank, [.. Enumerable.Range(0, blocks.Length).Where(i => owners[i] == rank).Select(i => (i, blocks[i]!.Value))]);
    }
}
