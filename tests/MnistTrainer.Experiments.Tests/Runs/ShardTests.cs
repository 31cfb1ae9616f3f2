using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class ShardTests
{
    [Theory]
    [InlineData("1/1", 1, 1)]
    [InlineData("2/5", 2, 5)]
    [InlineData("100000/100000", 100_000, 100_000)]
    public void Is_a_number_and_a_count(string text, int number, int count)
    {
        Assert.Equal(new Shard(number, count), Shard.Parse(text));
        Assert.Equal(text, $"{new Shard(number, count)}");
    }

    [Theory]
    [InlineData("0/5")]
    [InlineData("6/5")]
    [InlineData("-1/5")]
    [InlineData("1/0")]
    [InlineData("1/100001")]
    [InlineData("99999999999/99999999999")]
    [InlineData("1")]
    [InlineData("1/2/3")]
    [InlineData(" 1/2")]
    [InlineData("x")]
    [InlineData("")]
    public void Rejects_other_texts(string text) => Assert.Null(Shard.Parse(text));

    [Theory]
    [InlineData(10, 3)]
    [InlineData(3, 5)]
    [InlineData(1, 1)]
    [InlineData(64, 8)]
    public void All_shards_have_every_run_once_and_hardly_more_than_others(int runs, int count)
    {
        int[][] shards = [.. Enumerable.Range(1, count).Select(number => new Shard(number, count).RunsOf(runs).ToArray())];
        Assert.Equal(Enumerable.Range(0, runs), shards.SelectMany(shard => shard).Order());
        Assert.InRange(shards.Max(shard => shard.Length) - shards.Min(shard => shard.Length), 0, 1);
    }

    // The variables as the schedulers set them; those of Slurm are those of its manual, from a script and within srun.
    [Theory]
    [InlineData(
        "1/4",
        null,
        "SLURM_ARRAY_TASK_ID=0 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=3 SLURM_ARRAY_TASK_COUNT=4 SLURM_PROCID=0 SLURM_NTASKS=1"
    )]
    [InlineData("3/4", null, "SLURM_ARRAY_TASK_ID=5 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_STEP=2")]
    [InlineData("5/5", 5, "SLURM_ARRAY_TASK_ID=5 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_COUNT=5 SLURM_ARRAY_TASK_STEP=1")]
    [InlineData("2/4", null, "SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_COUNT=4 SLURM_PROCID=0 SLURM_STEP_NUM_TASKS=1")]
    [InlineData("4/4", null, "SLURM_PROCID=3 SLURM_NTASKS=4 SLURM_STEP_NUM_TASKS=4")]
    [InlineData("2/3", null, "OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=3")]
    [InlineData("2/3", null, "OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=3 SLURM_PROCID=0 SLURM_STEP_NUM_TASKS=2 SLURM_NTASKS=3")]
    [InlineData("1/2", null, "PMI_RANK=0 PMI_SIZE=2")]
    [InlineData("8/8", 8, "JOB_COMPLETION_INDEX=7")]
    public void Is_read_from_the_variables_of_a_scheduler(string expected, int? count, string variables) =>
        Assert.Equal(Shard.Parse(expected), new ShardVariables(Of(variables)).Read(count));

    [Theory]
    [InlineData("found none of the variables SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX, OMPI_COMM_WORLD_RANK", null, "")]
    [InlineData("found none of the variables", null, "OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=1")]
    [InlineData("expected a process started by srun, found the script of a job of 4 tasks", null, "SLURM_PROCID=0 SLURM_NTASKS=4")]
    [InlineData(
        "JOB_COMPLETION_INDEX: expected the number of processes as well, which Kubernetes does not set in a variable, found none. Specify the completions of the job as the count",
        null,
        "JOB_COMPLETION_INDEX=0"
    )]
    [InlineData("expected JOB_COMPLETION_INDEX below 8, found 8", 8, "JOB_COMPLETION_INDEX=8")]
    [InlineData(
        "expected one variable that numbers the processes, found OMPI_COMM_WORLD_RANK and SLURM_ARRAY_TASK_ID",
        null,
        "OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=2 SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_COUNT=4"
    )]
    [InlineData(
        "found one of a single task, such as a resubmitted part",
        null,
        "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_COUNT=1"
    )]
    [InlineData(
        "expected an array of 3 tasks from 1 in steps of 1, found SLURM_ARRAY_TASK_ID 7, as in a list of tasks",
        null,
        "SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_COUNT=3"
    )]
    [InlineData("expected SLURM_ARRAY_TASK_COUNT from 1 to 100000, found none", null, "SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_MIN=1")]
    [InlineData("expected OMPI_COMM_WORLD_RANK from 0 to 100000, found \"x\"", null, "OMPI_COMM_WORLD_RANK=x OMPI_COMM_WORLD_SIZE=3")]
    [InlineData(
        "expected OMPI_COMM_WORLD_RANK below OMPI_COMM_WORLD_SIZE, 3, found 3",
        null,
        "OMPI_COMM_WORLD_RANK=3 OMPI_COMM_WORLD_SIZE=3"
    )]
    [InlineData(
        "expected 4 processes, as specified, found 3 by the variables of OMPI_COMM_WORLD_RANK",
        4,
        "OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=3"
    )]
    public void Rejects_variables_that_leave_it_open(string sentence, int? count, string variables) =>
        Assert.Contains(
            sentence,
            Assert.Throws<InvalidInputException>(() => new ShardVariables(Of(variables)).Read(count)).Message,
            StringComparison.Ordinal
        );

    private static Func<string, string?> Of(string variables)
    {
        Dictionary<string, string> values = variables
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return name => values.GetValueOrDefault(name);
    }
}
