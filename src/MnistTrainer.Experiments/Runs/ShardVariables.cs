using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Determines which of several processes this one is from the environment variables of its launcher: a Slurm array, <c>srun</c>, an indexed Kubernetes job, <c>mpirun</c>.
/// </summary>
/// <param name="variable">Returns the value of an environment variable; null if it is not set.</param>
public sealed class ShardVariables(Func<string, string?> variable)
{
    private const string ArrayTask = "SLURM_ARRAY_TASK_ID";
    private const string JobIndex = "JOB_COMPLETION_INDEX";
    private const string Remedy = "Specify it as a number and a count, such as 2/5";

    // Of Open MPI; of MPICH and Slurm's plugin pmi2; of srun. What was started last is first: mpirun starts its processes by srun, where it can.
    private static readonly (string Rank, string Count)[] Launchers =
    [
        ("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"),
        ("PMI_RANK", "PMI_SIZE"),
        ("SLURM_PROCID", "SLURM_STEP_NUM_TASKS"),
    ];

    /// <summary>The environment variables of this process.</summary>
    public static ShardVariables OfProcess { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>Returns the part of this process.</summary>
    /// <param name="count">The number of parts, which is not set in an indexed Kubernetes job; null for the number in the variables.</param>
    /// <exception cref="InvalidInputException">Variables are missing, invalid or contradictory, or their count differs.</exception>
    public Shard Read(int? count = null)
    {
        (string Name, Shard? Shard)[] found = [.. ((string, Shard?)[])[OfLauncher(), OfArray(), OfJob(count)]];
        found = [.. found.Where(one => one.Shard is not null)];
        if (found.Length == 0)
            throw Missing();
        if (found.Length > 1)
            throw Wrong("one variable that numbers the processes", string.Join(" and ", found.Select(one => one.Name)));
        (string name, Shard? shard) = found[0];
        return count is null || shard!.Count == count
            ? shard!
            : throw Wrong($"{count} processes, as specified", $"{shard.Count} by the variables of {name}");
    }

    private (string, Shard?) OfLauncher()
    {
        foreach ((string rankName, string countName) in Launchers)
        {
            if (variable(rankName) is null || variable(countName) is null)
                continue;
            int count = NumberOf(countName, 1),
                rank = NumberOf(rankName, 0);
            if (rank >= count)
                throw Wrong($"{rankName} below {countName}, {count}", $"{rank}");
            return (rankName, count > 1 ? new Shard(rank + 1, count) : null);
        }

        return ("", null);
    }

    private (string, Shard?) OfArray()
    {
        if (variable(ArrayTask) is null)
            return ("", null);
        int task = NumberOf(ArrayTask, 0),
            first = NumberOf("SLURM_ARRAY_TASK_MIN", 0),
            count = NumberOf("SLURM_ARRAY_TASK_COUNT", 1),
            step = variable("SLURM_ARRAY_TASK_STEP") is null ? 1 : NumberOf("SLURM_ARRAY_TASK_STEP", 1);
        if (count == 1)
            throw Wrong("an array of several tasks", "one of a single task, such as a resubmitted part");
        if (task < first || (task - first) % step != 0 || (task - first) / step >= count)
            throw Wrong($"an array of {count} tasks from {first} in steps of {step}", $"{ArrayTask} {task}, as in a list of tasks");
        return (ArrayTask, new Shard(((task - first) / step) + 1, count));
    }

    private (string, Shard?) OfJob(int? count)
    {
        if (variable(JobIndex) is null)
            return ("", null);
        int index = NumberOf(JobIndex, 0);
        if (count is null)
            throw new InvalidInputException(
                JobIndex,
                "the number of processes as well, which Kubernetes does not set in a variable",
                "none",
                "Specify the completions of the job as the count"
            );
        return index < count ? (JobIndex, new Shard(index + 1, count.Value)) : throw Wrong($"{JobIndex} below {count}", $"{index}");
    }

    private int NumberOf(string name, int minimum) =>
        int.TryParse(variable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && number >= minimum
        && number <= Shard.MaximumCount
            ? number
            : throw Wrong(
                $"{name} from {minimum} to {Shard.MaximumCount}",
                variable(name) is string text ? $"\"{PrintableText.Of(text)}\"" : "none"
            );

    private InvalidInputException Missing() =>
        variable("SLURM_NTASKS") is string tasks && tasks != "1"
            ? Wrong("a process started by srun", $"the script of a job of {PrintableText.Of(tasks)} tasks")
            : Wrong(
                "a process of a Slurm array, an indexed job of Kubernetes, srun or mpirun",
                $"none of the variables {ArrayTask}, {JobIndex}, {string.Join(", ", Launchers.Select(one => one.Rank))} of several processes"
            );

    private static InvalidInputException Wrong(string expected, string found) => new("shard from the environment", expected, found, Remedy);
}
