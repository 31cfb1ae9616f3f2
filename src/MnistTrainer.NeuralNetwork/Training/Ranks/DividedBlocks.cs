using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Blocks of parameters that ranks on one machine divide: each computes the gradient of its own for the whole batch, updates them, and sends them in less time than the
/// others would need; or sends their gradient, where an update needs more than that. Every parameter has the same value as in one process.
/// </summary>
internal sealed class DividedBlocks
{
    // The number of multiply-adds per step below which computing all of them on every rank is faster than an exchange.
    private const long LeastWork = 1 << 21;

    private readonly ITrainingRanks _ranks;
    private readonly ParameterBlock?[] _blocks;
    private readonly int[] _owners;

    private DividedBlocks(ITrainingRanks ranks, ParameterBlock?[] blocks) =>
        (_ranks, _blocks, _owners) = (ranks, blocks, Divide(blocks, ranks.Count));

    /// <summary>Divides blocks among ranks, or returns null where each computes all of them.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="blocks">The parameters of each block, in the whole network; null for one that every rank computes.</param>
    /// <param name="rows">The rows of a batch.</param>
    public static DividedBlocks? Of(ITrainingRanks ranks, ParameterBlock?[] blocks, int rows) =>
        ranks is { Count: > 1, Memory: not null } && rows * blocks.Sum(LengthOf) >= LeastWork ? new DividedBlocks(ranks, blocks) : null;

    /// <summary>Whether this rank computes a block.</summary>
    public bool Computes(int block) => _owners[block] < 0 || _owners[block] == _ranks.Rank;

    /// <summary>What sends the blocks of this rank and receives the others.</summary>
    /// <param name="bufferOf">What they are blocks of, as long as all parameters.</param>
    /// <param name="numbers">A number of each block, which is sent with it; empty for none.</param>
    public Exchange ExchangeOf(Func<int, FloatBuffer> bufferOf, Memory<double> numbers)
    {
        int[] ranks = [.. Enumerable.Range(0, _ranks.Count)];
        BatchShare[] shares = [.. ranks.Select(rank => default(BatchShare) with { Rank = rank })];
        List<Memory<double>>[] numberRuns =
        [
            .. ranks.Select(rank => Runs<double>(rank, block => numbers.IsEmpty ? [] : [(numbers, block, 1)])),
        ];
        List<Memory<float>>[] valueRuns = [.. ranks.Select(rank => Runs(rank, block => RangesOf(block, bufferOf(block))))];
        return new Exchange(_ranks, shares, [.. Shared(numberRuns), .. Shared(valueRuns)]);
    }

    private static IEnumerable<SharedMemory> Shared<T>(List<Memory<T>>[] runs)
        where T : unmanaged =>
        Enumerable
            .Range(0, runs.Max(ofRank => ofRank.Count))
            .Select(run => new SharedParts<T>([.. runs.Select(ofRank => ofRank.ElementAtOrDefault(run))]));

    private IEnumerable<(Memory<float> All, int First, int Length)> RangesOf(int block, FloatBuffer buffer)
    {
        ParameterBlock range = _blocks[block]!.Value;
        yield return (buffer.Memory, range.First, range.Length);
        if (range.AlsoLength > 0)
            yield return (buffer.Memory, range.AlsoFirst, range.AlsoLength);
    }

    /// <summary>What a rank sends, neighbors together.</summary>
    private List<Memory<T>> Runs<T>(int rank, Func<int, IEnumerable<(Memory<T> All, int First, int Length)>> rangesOf)
    {
        List<(Memory<T> All, int First, int Length)> runs = [];
        for (int block = 0; block < _blocks.Length; block++)
        {
            if (_owners[block] != rank)
                continue;
            foreach ((Memory<T> all, int first, int length) in rangesOf(block))
            {
                if (runs.Count > 0 && runs[^1] is var last && last.All.Equals(all) && last.First + last.Length == first)
                    runs[^1] = last with { Length = last.Length + length };
                else
                    runs.Add((all, first, length));
            }
        }

        return [.. runs.Select(run => run.All.Slice(run.First, run.Length))];
    }

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

    private static long LengthOf(ParameterBlock? block) => block is ParameterBlock range ? range.Length + range.AlsoLength : 0;
}
