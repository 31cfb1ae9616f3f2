using System.Globalization;

namespace MnistTrainer.Distributed;

/// <summary>How a process was started by MPI's launcher, as its environment has it: before MPI is loaded, and whether or not it is.</summary>
/// <param name="Rank">The rank, from 0.</param>
/// <param name="Count">The number of ranks; more than 1.</param>
public sealed record MpiLaunch(int Rank, int Count)
{
    // Of Open MPI; of MPICH's Hydra and Slurm's plugin pmi2; of Slurm's plugin pmix.
    private static readonly (string Rank, string Count)[] Variables =
    [
        ("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"),
        ("PMI_RANK", "PMI_SIZE"),
        ("PMIX_RANK", "SLURM_NTASKS"),
    ];

    /// <summary>The launch of this process; null where it was started alone.</summary>
    public static MpiLaunch? Current => Of(Environment.GetEnvironmentVariable);

    /// <summary>Reads a launch.</summary>
    /// <param name="variable">Returns the value of an environment variable.</param>
    internal static MpiLaunch? Of(Func<string, string?> variable)
    {
        foreach ((string rankName, string countName) in Variables)
        {
            if (
                int.TryParse(variable(countName), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
                && int.TryParse(variable(rankName), NumberStyles.None, CultureInfo.InvariantCulture, out int rank)
            )
                return count > 1 ? new MpiLaunch(rank, count) : null;
        }

        return null;
    }
}
