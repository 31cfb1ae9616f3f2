using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Distributed;

/// <summary>
/// The processes that MPI's launcher started together: <c>mpirun -n 4 program</c>. A process joins them once, and leaves them by <see cref="Dispose"/> when all have done
/// their work. Where one fails, <see cref="Abort"/> ends all; otherwise the others would wait for it forever.
/// </summary>
public sealed unsafe class MpiRanks : ITrainingRanks, IDisposable
{
    private const string BootFile = "/proc/sys/kernel/random/boot_id";

    private static bool _hasJoined;

    private readonly MpiLibrary _library;
    private readonly MpiMemory? _memory;
    private bool _hasLeft;

    private MpiRanks(MpiLibrary library)
    {
        _library = library;
        (Rank, Count) = (library.Rank(), library.Count());
        _memory = MpiMemory.Map(library);
    }

    /// <summary>The ranks that this process has joined and not left; null before and after.</summary>
    public static MpiRanks? Joined { get; private set; }

    /// <inheritdoc/>
    public int Rank { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The process has left the ranks.</exception>
    public IRankMemory? Memory
    {
        get
        {
            ObjectDisposedException.ThrowIf(_hasLeft, this);
            return _memory;
        }
    }

    /// <summary>The name of the MPI library: <c>Open MPI</c> or <c>MPICH</c>.</summary>
    public string Library => _library.Name;

    /// <summary>The number of threads that each rank should use, so that those on one machine divide its cores among them; at least 1.</summary>
    public int ThreadsPerRank { get; private set; } = 1;

    /// <summary>Joins the ranks that this process was started with; to be called once in a process, by all ranks.</summary>
    /// <exception cref="InvalidInputException">MPI is not installed, or not the one whose launcher started this process.</exception>
    /// <exception cref="InvalidOperationException">The process has joined already, which MPI allows once, even if it has left since.</exception>
    [MemberNotNull(nameof(Joined))]
    public static MpiRanks Join()
    {
        if (_hasJoined)
            throw new InvalidOperationException("This process has joined its ranks already, which MPI allows once.");
        var library = MpiLibrary.Load();
        library.Initialize();
        _hasJoined = true;
        Joined = new MpiRanks(library);
        if (MpiLaunch.Current is MpiLaunch launch && launch.Count != Joined.Count)
            throw new InvalidInputException(
                library.Name,
                $"the {launch.Count} ranks that were started",
                $"{Joined.Count}",
                "Start them with the launcher of the same MPI, or install the MPI of this launcher"
            );
        Joined.FindMachines();
        return Joined;
    }

    /// <inheritdoc/>
    public void Gather(Span<byte> parts)
    {
        ObjectDisposedException.ThrowIf(_hasLeft, this);
        EqualParts.Check(parts.Length, Count);
        fixed (byte* first = parts)
            _library.Gather(first, parts.Length / Count);
    }

    /// <summary>Ends all ranks at once, this one among them.</summary>
    /// <param name="exitCode">Their exit code.</param>
    public void Abort(int exitCode) => _library.Abort(exitCode);

    /// <summary>Leaves the ranks, once all of them do.</summary>
    public void Dispose()
    {
        if (_hasLeft)
            return;
        _hasLeft = true;
        Joined = null;
        _memory?.Free();
        _library.Complete();
    }

    private void FindMachines()
    {
        // Machines, and containers of one machine, may have the same name, but no two of them were started with the same identifier.
        string machine = $"{Environment.MachineName} {(File.Exists(BootFile) ? File.ReadAllText(BootFile) : "")}";
        // Launchers bind ranks to cores or not. Those on one machine with the same cores share them.
        string cores = $"{machine} {(OperatingSystem.IsLinux() ? Process.GetCurrentProcess().ProcessorAffinity : 0)}";
        ThreadsPerRank = Math.Max(1, Environment.ProcessorCount / CountAlike(cores));
    }

    /// <summary>Counts the ranks that have the same text as this one.</summary>
    private int CountAlike(string text)
    {
        byte[] hashes = new byte[Count * SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), HashOf(Rank));
        Gather(hashes);
        int alike = 0;
        for (int rank = 0; rank < Count; rank++)
            alike += HashOf(rank).SequenceEqual(HashOf(Rank)) ? 1 : 0;
        return alike;

        Span<byte> HashOf(int rank) => hashes.AsSpan(rank * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes);
    }
}
