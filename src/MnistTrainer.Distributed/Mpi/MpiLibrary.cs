using System.Runtime.InteropServices;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Distributed;

/// <summary>
/// The functions of MPI that are used, in whichever library is installed. The libraries differ in what stands for all ranks, for bytes, for a machine and for "in place": Open MPI has
/// addresses of variables, MPICH numbers.
/// </summary>
internal sealed unsafe class MpiLibrary
{
    private const int Success = 0;

    // Any thread may call, one at a time.
    private const int Serialized = 2;

    private static readonly (string Name, string[] Files)[] Known =
    [
        ("Open MPI", ["libmpi.so.40", "libmpi.so.80", "libmpi.40.dylib"]),
        ("MPICH", ["libmpich.so.12", "libmpi.so.12", "libmpi.12.dylib"]),
    ];

    private readonly nint _library;
    private readonly nint _world;
    private readonly nint _byte;
    private readonly nint _inPlace;
    private readonly nint _noInformation;
    private readonly nint _returnErrors;
    private readonly int _oneMachine;
    private readonly delegate* unmanaged<void*, int, nint, void*, int, nint, nint, int> _allgather;
    private readonly delegate* unmanaged<nint, int> _barrier;

    private MpiLibrary(string name, nint library)
    {
        (Name, _library) = (name, library);
        _allgather = (delegate* unmanaged<void*, int, nint, void*, int, nint, nint, int>)NativeLibrary.GetExport(library, "MPI_Allgather");
        _barrier = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "MPI_Barrier");
        bool isOpenMpi = NativeLibrary.TryGetExport(library, "ompi_mpi_comm_world", out _world);
        _byte = isOpenMpi ? NativeLibrary.GetExport(library, "ompi_mpi_byte") : 0x4c00010d;
        _inPlace = isOpenMpi ? 1 : -1;
        _noInformation = isOpenMpi ? NativeLibrary.GetExport(library, "ompi_mpi_info_null") : 0x1c000000;
        _returnErrors = isOpenMpi ? NativeLibrary.GetExport(library, "ompi_mpi_errors_return") : 0x54000001;
        _oneMachine = isOpenMpi ? 0 : 1;
        if (!isOpenMpi)
            _world = 0x44000000;
    }

    /// <summary>The library's name.</summary>
    public string Name { get; }

    /// <summary>Loads the library of the launcher that started this process, or the first that is there.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static MpiLibrary Load()
    {
        bool isOpenMpi = Environment.GetEnvironmentVariable("OMPI_COMM_WORLD_SIZE") is not null;
        foreach ((string name, string[] files) in Known.OrderBy(one => (one.Name == "Open MPI") == isOpenMpi ? 0 : 1))
        {
            foreach (string file in files)
            {
                if (NativeLibrary.TryLoad(file, out nint library))
                    return new MpiLibrary(name, library);
            }
        }

        throw new InvalidInputException(
            "training over ranks",
            "the library of Open MPI 4 or MPICH 4",
            $"none of {string.Join(", ", Known.SelectMany(one => one.Files))}",
            "Install it on every machine, on Debian and Ubuntu with: apt-get install openmpi-bin"
        );
    }

    /// <summary>Joins the ranks.</summary>
    public void Initialize()
    {
        int provided;
        Check(
            ((delegate* unmanaged<int*, byte***, int, int*, int>)Function("MPI_Init_thread"))(null, null, Serialized, &provided),
            "MPI_Init_thread"
        );
        if (provided < Serialized)
            throw new InvalidInputException(
                Name,
                "a library that may be called by any thread, one at a time (MPI_THREAD_SERIALIZED)",
                $"level {provided}",
                "Install one that is built with support for threads"
            );
    }

    /// <summary>This rank.</summary>
    public int Rank() => Number("MPI_Comm_rank", _world);

    /// <summary>The number of ranks.</summary>
    public int Count() => Number("MPI_Comm_size", _world);

    /// <summary>Gathers a part of every rank on all of them.</summary>
    /// <param name="parts">The parts in the order of the ranks; this rank's own is set.</param>
    /// <param name="length">The length of each part.</param>
    public void Gather(byte* parts, int length) =>
        Check(_allgather((void*)_inPlace, 0, _byte, parts, length, _byte, _world), "MPI_Allgather");

    /// <summary>Maps memory that all ranks reach; called by all of them.</summary>
    /// <param name="length">The length of each rank's part in bytes.</param>
    /// <returns>Null on all ranks where they are not on one machine, or where it lets some of them map none.</returns>
    public nint? MapMemory(int length)
    {
        nint machine = 0,
            window = 0;
        void* first;
        Check(
            ((delegate* unmanaged<nint, int, int, nint, nint*, int>)Function("MPI_Comm_split_type"))(
                _world,
                _oneMachine,
                Rank(),
                _noInformation,
                &machine
            ),
            "MPI_Comm_split_type"
        );
        if (Number("MPI_Comm_size", machine) < Count())
            return null;
        Check(
            ((delegate* unmanaged<nint, nint, int>)Function("MPI_Comm_set_errhandler"))(machine, _returnErrors),
            "MPI_Comm_set_errhandler"
        );
        int result = ((delegate* unmanaged<nint, int, nint, nint, void**, nint*, int>)Function("MPI_Win_allocate_shared"))(
            length,
            1,
            _noInformation,
            machine,
            &first,
            &window
        );
        return AreAll(result == Success) ? window : null;
    }

    /// <summary>Where the part of a rank lies.</summary>
    public byte* PartOf(nint window, int rank)
    {
        nint length;
        int unit;
        byte* first;
        Check(
            ((delegate* unmanaged<nint, int, nint*, int*, byte**, int>)Function("MPI_Win_shared_query"))(
                window,
                rank,
                &length,
                &unit,
                &first
            ),
            "MPI_Win_shared_query"
        );
        return first;
    }

    /// <summary>Waits until all ranks do.</summary>
    public void Wait() => Check(_barrier(_world), "MPI_Barrier");

    /// <summary>Gives mapped memory back; called by all ranks.</summary>
    public void Free(nint window) => Check(((delegate* unmanaged<nint*, int>)Function("MPI_Win_free"))(&window), "MPI_Win_free");

    /// <summary>Ends all ranks at once.</summary>
    /// <param name="exitCode">Their exit code.</param>
    public void Abort(int exitCode) => _ = ((delegate* unmanaged<nint, int, int>)Function("MPI_Abort"))(_world, exitCode);

    /// <summary>Leaves the ranks.</summary>
    public void Complete() => Check(((delegate* unmanaged<int>)Function("MPI_Finalize"))(), "MPI_Finalize");

    /// <summary>Whether something holds on all ranks.</summary>
    private bool AreAll(bool holds)
    {
        Span<byte> all = stackalloc byte[Count()];
        all[Rank()] = holds ? (byte)1 : (byte)0;
        fixed (byte* first = all)
            Gather(first, 1);
        return !all.Contains((byte)0);
    }

    private int Number(string function, nint ranks)
    {
        int number;
        Check(((delegate* unmanaged<nint, int*, int>)Function(function))(ranks, &number), function);
        return number;
    }

    private nint Function(string name) => NativeLibrary.GetExport(_library, name);

    // By default, the libraries end the program themselves on an error.
    private void Check(int result, string function)
    {
        if (result != Success)
            throw new InvalidOperationException($"{function} of {Name} failed with {result}.");
    }
}
