using System.Diagnostics;
using System.Text.Json;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>Trainings that are divided among processes by <c>--shard</c>, against one process that does all.</summary>
public sealed class ShardTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public ShardTests() => _work.WriteBars("bars.csv", 240);

    public void Dispose() => _work.Dispose();

    private static string[] Training => ["train", "--data", "bars.csv", "--hidden", "12", "--epochs", "6", "--seed", "5"];

    [Theory]
    [InlineData("--seeds")]
    [InlineData("--ensemble")]
    public void Shards_and_the_command_without_write_the_same_file(string option)
    {
        string[] training = [.. Training, option, "3"];
        JsonElement whole = MnistProcess.RunJson(_work.Folder, [.. training, "--model", "whole.zip"]);
        JsonElement second = MnistProcess.RunJson(_work.Folder, [.. training, "--model", "divided.zip", "--shard", "2/2"]);
        Assert.Equal(["seed-6"], Texts(second, "trained"));
        Assert.Equal(["seed-5", "seed-7"], Texts(second, "missing"));
        Assert.False(File.Exists(_work["divided.zip"]));
        MnistProcess.RunJson(_work.Folder, [.. training, "--model", "divided.zip", "--shard", "1/2", "--threads", "1"]);
        JsonElement divided = MnistProcess.RunJson(_work.Folder, [.. training, "--model", "divided.zip"]);
        Assert.Equal(File.ReadAllBytes(_work["whole.zip"]), File.ReadAllBytes(_work["divided.zip"]));
        Assert.Equal(
            Figures(whole, "runs", "seed", "trainLoss", "testAccuracy", "saved"),
            Figures(divided, "runs", "seed", "trainLoss", "testAccuracy", "saved")
        );
        Assert.Equal(
            ["bars.csv", "divided.zip", "whole.zip"],
            Directory.GetFileSystemEntries(_work.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Folds_are_collected_and_leave_nothing()
    {
        string[] training = [.. Training, "--folds", "3"];
        JsonElement whole = MnistProcess.RunJson(_work.Folder, training);
        ProcessOutcome shard = MnistProcess.Run(_work.Folder, [.. training, "--model", "folds.zip", "--shard", "1/2"]);
        Assert.Equal(0, shard.ExitCode);
        Assert.Contains("--folds saves no model: --model only names the folder", shard.StandardError, StringComparison.Ordinal);
        Assert.Contains("Shard 1/2: 2 of 3 networks are trained here, into folds.zip.runs", shard.StandardError, StringComparison.Ordinal);
        Assert.Equal(["fold-1.trained", "fold-3.trained"], FilesIn("folds.zip.runs"));
        JsonElement collected = MnistProcess.RunJson(_work.Folder, [.. training, "--model", "folds.zip"]);
        Assert.Equal(Figures(whole, "folds", "count", "accuracy"), Figures(collected, "folds", "count", "accuracy"));
        Assert.Equal(["bars.csv"], Directory.GetFileSystemEntries(_work.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Seeds_and_folds_of_a_table_are_collected()
    {
        IEnumerable<string> rows = Enumerable.Range(0, 90).Select(i => $"{i % 7},{i % 5},{((i % 7) + (i % 5) > 5 ? "yes" : "no")}");
        _work.Write("table.csv", "a,b,answer\n" + string.Join('\n', rows) + "\n");
        string[] training = ["train", "--data", "table.csv", "--label", "answer", "--epochs", "4"];
        MnistProcess.RunJson(_work.Folder, [.. training, "--ensemble", "2", "--model", "whole.zip"]);
        MnistProcess.RunJson(_work.Folder, [.. training, "--ensemble", "2", "--model", "divided.zip", "--shard", "2/2"]);
        Assert.Equal(["seed-2.trained"], FilesIn("divided.zip.runs"));
        MnistProcess.RunJson(_work.Folder, [.. training, "--ensemble", "2", "--model", "divided.zip"]);
        Assert.Equal(File.ReadAllBytes(_work["whole.zip"]), File.ReadAllBytes(_work["divided.zip"]));
        Assert.False(Directory.Exists(_work["divided.zip.runs"]));

        foreach ((string option, string name) in (ReadOnlySpan<(string, string)>)[("--seeds", "seed"), ("--folds", "fold")])
        {
            JsonElement whole = MnistProcess.RunJson(_work.Folder, [.. training, option, "2", "--model", "whole.zip"]);
            MnistProcess.RunJson(_work.Folder, [.. training, option, "2", "--model", "other.zip", "--shard", "1/2"]);
            Assert.Equal([$"{name}-1.trained"], FilesIn("other.zip.runs"));
            JsonElement divided = MnistProcess.Run(_work.Folder, [.. training, option, "2", "--model", "other.zip", "--json"]).Json();
            string runs = option == "--seeds" ? "runs" : "folds";
            Assert.Equal(Figures(whole, runs, "seed", "test"), Figures(divided, runs, "seed", "test"));
            Assert.False(Directory.Exists(_work["other.zip.runs"]));
        }
    }

    /// <summary>The order of rows depends on the memory, and on who trains it does not.</summary>
    [Theory]
    [InlineData("--data bars.csv --hidden 12 --seeds 2")]
    [InlineData("--data table.csv --label answer --ensemble 2")]
    [InlineData("--data table.csv --label price --seeds 2")]
    public void Shards_of_data_larger_than_memory_write_the_same_file(string what)
    {
        IEnumerable<string> rows = Enumerable
            .Range(0, 300)
            .Select(i => $"{i % 7},{i % 5},{((i % 7) + (i % 5) > 5 ? "yes" : "no")},{(3 * (i % 7)) + ((i % 5) * 0.25):0.00}");
        _work.Write("table.csv", "a,b,answer,price\n" + string.Join('\n', rows) + "\n");
        string[] training = ["train", .. what.Split(' '), "--epochs", "4", "--validation", "0.1", "--memory", "300MB", "--model"];
        JsonElement whole = MnistProcess.RunJson(_work.Folder, [.. training, "whole.zip"]);
        MnistProcess.RunJson(_work.Folder, [.. training, "divided.zip", "--shard", "2/2"]);
        Assert.Equal(["seed-2.trained"], FilesIn("divided.zip.runs"));
        MnistProcess.RunJson(_work.Folder, [.. training, "divided.zip", "--shard", "1/2", "--threads", "1"]);
        JsonElement divided = MnistProcess.RunJson(_work.Folder, [.. training, "divided.zip"]);
        Assert.Equal(File.ReadAllBytes(_work["whole.zip"]), File.ReadAllBytes(_work["divided.zip"]));
        string measured = what.Contains("bars", StringComparison.Ordinal) ? "testAccuracy" : "test";
        if (what.Contains("--seeds", StringComparison.Ordinal))
            Assert.Equal(Figures(whole, "runs", "seed", measured), Figures(divided, "runs", "seed", measured));
        Assert.False(Directory.Exists(_work["divided.zip.runs"]));
    }

    [Fact]
    public void A_comparison_is_collected()
    {
        string[] comparison =
        [
            "compare",
            "--data",
            "digits",
            "--optimizers",
            "sgd,adam",
            "--activations",
            "none",
            "--hidden",
            "4",
            "--epochs",
            "1",
            "--batch-size",
            "512",
            "--seeds",
            "2",
        ];
        JsonElement whole = MnistProcess.RunJson(_work.Folder, comparison);
        JsonElement shard = MnistProcess.RunJson(_work.Folder, [.. comparison, "--runs", "there", "--shard", "2/3"]);
        Assert.Equal(["optimizer-sgd-at-0.1-seed-2"], Texts(shard, "trained"));
        JsonElement divided = MnistProcess.RunJson(_work.Folder, [.. comparison, "--runs", "there"]);
        Assert.Equal(Figures(whole, "optimizers", "name", "accuracyMean"), Figures(divided, "optimizers", "name", "accuracyMean"));
        Assert.False(Directory.Exists(_work["there"]));
    }

    [Fact]
    public async Task A_shard_that_is_killed_is_started_again()
    {
        string[] training = ["train", "--data", "bars.csv", "--hidden", "200,100", "--epochs", "60", "--seeds", "2", "--optimizer", "adam"];
        MnistProcess.RunJson(_work.Folder, [.. training, "--model", "whole.zip"]);
        string[] shard = [.. training, "--model", "killed.zip", "--shard", "2/2"];
        string unfinished = _work[Path.Combine("killed.zip.runs", "seed-2.checkpoint")];
        using (Process process = MnistProcess.Start(_work.Folder, shard))
        {
            while (
                await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is string line
                && !line.StartsWith("    3 ", StringComparison.Ordinal)
            ) { }

            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.True(File.Exists(unfinished));
        ProcessOutcome again = MnistProcess.Run(_work.Folder, shard);
        Assert.Equal((0, false), (again.ExitCode, File.Exists(unfinished)));
        Assert.Contains("Not there yet: seed-1.", again.StandardOutput, StringComparison.Ordinal);
        MnistProcess.RunJson(_work.Folder, [.. training, "--model", "killed.zip"]);
        Assert.Equal(File.ReadAllBytes(_work["whole.zip"]), File.ReadAllBytes(_work["killed.zip"]));
    }

    /// <summary>Several trainings resume by the name of their model alone, as a single one does.</summary>
    [Fact]
    public void What_shards_have_trained_is_collected_by_the_name_of_the_model()
    {
        string[] training = [.. Training, "--seeds", "2"];
        MnistProcess.RunJson(_work.Folder, [.. training, "--model", "whole.zip"]);
        MnistProcess.RunJson(_work.Folder, [.. training, "--model", "divided.zip", "--shard", "1/2"]);
        MnistProcess.RunJson(_work.Folder, "train", "--resume", "--model", "divided.zip", "--shard", "2/2");
        MnistProcess.RunJson(_work.Folder, "train", "--resume", "--model", "divided.zip");
        Assert.Equal(File.ReadAllBytes(_work["whole.zip"]), File.ReadAllBytes(_work["divided.zip"]));
    }

    [Theory]
    [InlineData("2", "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=2 SLURM_ARRAY_TASK_COUNT=3", "auto")]
    [InlineData("3", "JOB_COMPLETION_INDEX=2", "auto/3")]
    [InlineData("1", "OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=3", "auto")]
    [InlineData("2", "SLURM_PROCID=1 SLURM_STEP_NUM_TASKS=3", "auto/3")]
    public void A_scheduler_decides_which_shard_it_is(string seed, string variables, string shard)
    {
        ProcessOutcome outcome = RunWith(variables, [.. Training[..^2], "--seeds", "3", "--model", "m.zip", "--shard", shard, "--json"]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.StandardError));
        Assert.Equal([$"seed-{seed}"], Texts(outcome.Json(), "trained"));
    }

    [Theory]
    [InlineData(
        "--shard: expected a number and a count, the number from 1 to the count, such as 2/5, or auto, or auto/5, found \"0/5\".",
        "0/5",
        ""
    )]
    [InlineData("found \"6/5\".", "6/5", "")]
    [InlineData("found \"x\".", "x", "")]
    [InlineData(
        "shard from the environment: expected a process of a Slurm array, an indexed job of Kubernetes, srun or mpirun, found none",
        "auto",
        ""
    )]
    [InlineData("Specify the completions of the job as the count.", "auto", "JOB_COMPLETION_INDEX=0")]
    [InlineData(
        "found OMPI_COMM_WORLD_RANK and JOB_COMPLETION_INDEX. Specify it as a number and a count, such as 2/5.",
        "auto/2",
        "JOB_COMPLETION_INDEX=0 OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=2"
    )]
    public void Rejects_what_leaves_the_shard_open(string sentence, string shard, string variables)
    {
        ProcessOutcome outcome = RunWith(variables, [.. Training, "--seeds", "2", "--shard", shard]);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.Contains(sentence, outcome.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--shard goes with --seeds, --folds, --restarts or --ensemble.")]
    [InlineData("--shard saves its networks as checkpoints: leave out --checkpoint-every 0.", "--seeds", "2", "--checkpoint-every", "0")]
    [InlineData("--shard saves no model: leave out --watch.", "--seeds", "2", "--watch")]
    public void Rejects_what_has_no_shards(string sentence, params string[] options)
    {
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, [.. Training, "--shard", "1/2", .. options]);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.Contains(sentence, outcome.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_one_shard_for_all_ranks_and_other_options_than_those_there()
    {
        string[] training = [.. Training, "--seeds", "2", "--model", "m.zip"];
        ProcessOutcome ranks = RunWith("OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=2", [.. training, "--shard", "1/2"]);
        Assert.Equal((1, ""), (ranks.ExitCode, ranks.StandardOutput));
        Assert.Contains(
            "2 ranks of MPI: expected --shard auto, which gives each of them its own part",
            ranks.StandardError,
            StringComparison.Ordinal
        );

        MnistProcess.RunJson(_work.Folder, [.. training, "--shard", "1/2"]);
        ProcessOutcome other = MnistProcess.Run(_work.Folder, [.. training, "--batch-size", "16"]);
        Assert.Equal(1, other.ExitCode);
        Assert.Contains(
            "seed-5.trained is the checkpoint of another training run. Differences: batch size (",
            other.StandardError,
            StringComparison.Ordinal
        );
        Assert.EndsWith("To start over, delete m.zip.runs.", other.StandardError.Trim(), StringComparison.Ordinal);
    }

    private ProcessOutcome RunWith(string variables, params string[] arguments)
    {
        using Process process = MnistProcess.Start(
            _work.Folder,
            variables
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('='))
                .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal),
            arguments
        );
        process.StandardInput.Close();
        return MnistProcess.Finish(process);
    }

    private IEnumerable<string?> FilesIn(string folder) =>
        Directory.GetFiles(_work[folder]).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private static string?[] Texts(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(element => element.GetString())];

    private static string[] Figures(JsonElement json, string name, params string[] figures)
    {
        string[] rows =
        [
            .. json.GetProperty(name)
                .EnumerateArray()
                .Select(row => string.Join(' ', figures.Select(figure => row.GetProperty(figure).GetRawText()))),
        ];
        Assert.NotEmpty(rows);
        return rows;
    }
}
