using System.Reflection;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>
/// Invalid usage gives exit code 2, a sentence, and where to read more; help and version work everywhere.
/// </summary>
public sealed class UsageTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("\"trian\" is not a command of mnist. Did you mean train? See: mnist --help", "trian")]
    [InlineData("\"--epoch\" is not an option of mnist train. Did you mean --epochs? See: mnist train --help", "train", "--epoch", "3")]
    [InlineData(
        "\"--modl\" is not an option of mnist predict. Did you mean --model? See: mnist predict --help",
        "predict",
        "--modl",
        "m.zip"
    )]
    [InlineData("\"-x\" is not an option of mnist predict. See: mnist predict --help", "predict", "seven.png", "-x")]
    [InlineData(
        "\"--backqery\" is not an option of mnist explain. Did you mean --backquery? See: mnist explain --help",
        "explain",
        "--backqery",
        "7"
    )]
    [InlineData(
        "\"--weight\" is not an option of mnist inspect. Did you mean --weights? See: mnist inspect --help",
        "inspect",
        "--weight",
        "w"
    )]
    [InlineData("\"--list\" is not an option of mnist download. See: mnist download --help", "download", "--list")]
    [InlineData("\"--zebra\" is not an option of mnist import. See: mnist import --help", "import", "--zebra", "m.npz")]
    [InlineData("\"zebra\" is not an argument of mnist train. See: mnist train --help", "train", "zebra")]
    [InlineData("--epochs: expected a whole number from 1 to 2147483647, found \"0\". See: mnist train --help", "train", "--epochs", "0")]
    [InlineData(
        "--epochs: expected a whole number from 1 to 2147483647, found \"many\". See: mnist train --help",
        "train",
        "--epochs",
        "many"
    )]
    [InlineData("--threads: expected a whole number from 0 to 256, found \"257\". See: mnist train --help", "train", "--threads", "257")]
    [InlineData(
        "--learning-rate: expected a number above 0 and up to 3.4e38, such as 0.001, found \"0,5\". See: mnist train --help",
        "train",
        "--learning-rate",
        "0,5"
    )]
    [InlineData(
        "--learning-rate: expected a number above 0 and up to 3.4e38, such as 0.001, found \"-1\". See: mnist train --help",
        "train",
        "--learning-rate",
        "-1"
    )]
    [InlineData(
        "--hidden: expected the units of each hidden layer, from 1 to 1048576, such as 200 or 200,100, or none, found \"200,\". See: mnist train --help",
        "train",
        "--hidden",
        "200,"
    )]
    [InlineData(
        "--preset: expected one of book, fast, robust, accurate, convnet, best, found \"fats\". Did you mean fast? See: mnist train --help",
        "train",
        "--preset",
        "fats"
    )]
    [InlineData(
        "--optimizer: expected one of gradient-descent, sgd, momentum, nesterov, adagrad, adadelta, rmsprop, adam, nadam, adamw, found \"adm\". Did you mean adam? See: mnist train --help",
        "train",
        "--optimizer",
        "adm"
    )]
    [InlineData(
        "--activation: expected one of identity, sigmoid, tanh, relu, leaky-relu, clamp, elu, softplus, selu, gelu, silu, mish, maxout, found \"step\". See: mnist train --help",
        "train",
        "--activation",
        "step"
    )]
    [InlineData(
        "--activation: The activation maxout(99) is invalid: pieces must be from 2 to 16, not 99. See: mnist train --help",
        "train",
        "--activation",
        "maxout(99)"
    )]
    [InlineData(
        "--optimizer: The optimizer momentum(1) is invalid: decay must be from 0 to below 1, not 1. See: mnist train --help",
        "train",
        "--optimizer",
        "momentum(1)"
    )]
    [InlineData(
        "--schedule: The schedule step(0,2) is invalid: epochs must be at least 1, not 0; ratio must be above 0 and at most 1, not 2. See: mnist train --help",
        "train",
        "--schedule",
        "step(0,2)"
    )]
    [InlineData(
        "--class-weights: class weights: expected balanced, or a weight of at least 0 by class name: 7=2,9=1.5, found \"7=-1\". Write name=weight, separated by commas. See: mnist train --help",
        "train",
        "--class-weights",
        "7=-1"
    )]
    [InlineData(
        "--seed: expected a whole number from 0 to 18446744073709551615, found \"-3\". See: mnist train --help",
        "train",
        "--seed",
        "-3"
    )]
    [InlineData(
        "--validation: expected a source, or a fraction above 0 and below 1, such as 0.1, found \"7\". See: mnist train --help",
        "train",
        "--validation",
        "7"
    )]
    [InlineData(
        "--monitor is a setting of early stopping: it needs --early-stopping, such as --early-stopping 5. See: mnist train --help",
        "train",
        "--monitor",
        "accuracy"
    )]
    [InlineData(
        "--epochs: expected a whole number from 1 to 2147483647, found \"2147483648\". See: mnist train --help",
        "train",
        "--epochs",
        "2147483648"
    )]
    [InlineData(
        "--hidden: expected the units of each hidden layer, from 1 to 1048576, such as 200 or 200,100, or none, found \"0\". See: mnist train --help",
        "train",
        "--hidden",
        "0"
    )]
    [InlineData("--model: expected a name, found an empty one. See: mnist train --help", "train", "--model", "")]
    [InlineData(
        "--hidden none leaves no hidden layers: leave out --dropout. See: mnist train --help",
        "train",
        "--hidden",
        "none",
        "--dropout",
        "0.5"
    )]
    [InlineData(
        "--from starts with the weights of a model, not with random ones: leave out --initializer. See: mnist train --help",
        "train",
        "--from",
        "m.zip",
        "--initializer",
        "zero"
    )]
    [InlineData("--teacher: expected a name, found an empty one. See: mnist train --help", "train", "--teacher", "m.zip", "--teacher", "")]
    [InlineData("--teacher: expected MODEL, found nothing. See: mnist train --help", "train", "--teacher")]
    [InlineData("--teacher-temperature goes with --teacher. See: mnist train --help", "train", "--teacher-temperature", "4")]
    [InlineData(
        "--teacher-weight: expected a number from 0 to 1, such as 0.5, found \"1.5\". See: mnist train --help",
        "train",
        "--teacher",
        "m.zip",
        "--teacher-weight",
        "1.5"
    )]
    [InlineData(
        "--folds measures networks on images that the teacher may have been trained on: leave out --teacher. See: mnist train --help",
        "train",
        "--teacher",
        "m.zip",
        "--folds",
        "5"
    )]
    [InlineData(
        "--teacher needs the loss softmax-cross-entropy, not absolute-error: choose a preset with it, or --loss. See: mnist train --help",
        "train",
        "--teacher",
        "m.zip",
        "--loss",
        "absolute-error"
    )]
    [InlineData(
        "--model: expected a file that ends in .zip, for a model, found \"t.csv\". See: mnist train --help",
        "train",
        "--model",
        "t.csv"
    )]
    [InlineData("--undo only restores the model: leave out --epochs. See: mnist learn --help", "learn", "--undo", "--epochs", "2")]
    [InlineData(
        "The layers of a model are fixed: leave out --activation. See: mnist gradient-check --help",
        "gradient-check",
        "m.zip",
        "--activation",
        "tanh"
    )]
    [InlineData("--count goes with --multiple. See: mnist evaluate --help", "evaluate", "--data", "t.csv", "--count", "20")]
    [InlineData(
        "--classes: expected different names, separated by commas, found \"a,b,a\". \"a\" occurs twice. See: mnist import --help",
        "import",
        "w.npz",
        "--hidden",
        "3",
        "--classes",
        "a,b,a"
    )]
    [InlineData(
        "--format onnx does not fit --output k.safetensors: name a file that ends in .onnx, or leave out --format. See: mnist export --help",
        "export",
        "m.zip",
        "--format",
        "onnx",
        "--output",
        "k.safetensors"
    )]
    [InlineData("Only one file can go to stdout. See: mnist train --help", "train", "--model", "-", "--log", "-")]
    [InlineData("Two different files cannot be written to a.csv. See: mnist train --help", "train", "--log", "a.csv", "--log", "a.csv")]
    [InlineData("--data: expected SOURCE, found nothing. See: mnist evaluate --help", "evaluate", "--model", "m.zip")]
    [InlineData("Give images, or a data source with --data. See: mnist predict --help", "predict")]
    [InlineData("Give either images or --data, not both. See: mnist predict --help", "predict", "a.png", "--data", "b.csv")]
    [InlineData("--output goes with --data. See: mnist predict --help", "predict", "a.png", "--output", "b.csv")]
    [InlineData("FILE is missing. A .safetensors or .npz file, from mnist export or another program. See: mnist import --help", "import")]
    [InlineData("--epochs: expected N, found nothing. See: mnist train --help", "train", "--epochs")]
    [InlineData(
        "--model: expected once, found 2 times: a.zip, b.zip. See: mnist train --help",
        "train",
        "--model",
        "a.zip",
        "--model",
        "b.zip"
    )]
    [InlineData(
        "--hidden: expected once, found 2 times: 8, 10000000. See: mnist train --help",
        "train",
        "--hidden",
        "8",
        "--hidden",
        "10000000"
    )]
    [InlineData(
        "--layers: layer: expected a closing parenthesis after the settings, found \"dense(10\". Close it, as in dense(200). See: mnist train --help",
        "train",
        "--layers",
        "dense(10"
    )]
    [InlineData(
        "--optimizers: expected different names, found \"adam,adam\". adam occurs twice. See: mnist compare --help",
        "compare",
        "--optimizers",
        "adam,adam"
    )]
    public void Is_rejected(string sentence, params string[] arguments)
    {
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, arguments);
        Assert.Equal((2, "", sentence + Environment.NewLine), (outcome.ExitCode, outcome.StandardOutput, outcome.StandardError));
    }

    [Fact]
    public void Reports_every_error_at_once()
    {
        ProcessOutcome outcome = MnistProcess.Run(
            _work.Folder,
            "train",
            "--epochs",
            "0",
            "--dropout",
            "1",
            "--l2",
            "-1",
            "--schedule",
            "cosin",
            "--label-smoothing",
            "1",
            "--early-stopping",
            "3",
            "--seeds",
            "1",
            "--resume",
            "--log",
            "a.txt",
            "--optimzer",
            "adam",
            "--output-activation",
            "tanh"
        );
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.Equal(
            [
                "\"--optimzer\" is not an option of mnist train. Did you mean --optimizer?",
                "--dropout: expected a number from 0 to below 1, such as 0.5, found \"1\".",
                "--early-stopping needs --validation, such as --validation 0.1.",
                "--epochs: expected a whole number from 1 to 2147483647, found \"0\".",
                "--l2: expected a number from 0 to 3.4e38, such as 0.0001, found \"-1\".",
                "--label-smoothing: expected a number from 0 to below 1, such as 0.1, found \"1\".",
                "--log: expected a file that ends in .jsonl or .csv, found \"a.txt\".",
                "--resume needs --model, the model whose checkpoint it is.",
                "--schedule: expected one of constant, step(10,0.5), exponential(0.95), cosine, polynomial(1), one-cycle(0.3,25,10000), reduce-on-plateau(0.1,3), warm-up(0.1,cosine), found \"cosin\". Did you mean cosine?",
                "--seeds: expected a whole number from 2 to 1000, found \"1\".",
                "See: mnist train --help",
                "The loss softmax-cross-entropy requires the activation softmax in the last layer, not tanh.",
            ],
            outcome.StandardError.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Without_a_command_shows_help_on_stderr()
    {
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.Contains("mnist [command] [options]", outcome.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mnist predict drawing.png")]
    [InlineData("mnist train --data mnist --preset accurate", "train")]
    [InlineData("mnist evaluate --model models/mnist-fast.zip --data mnist", "evaluate")]
    [InlineData("mnist predict --model my-digits.zip --data test.csv --output submission.csv", "predict")]
    [InlineData("mnist inspect digits", "inspect")]
    [InlineData("mnist download fashion-mnist", "download")]
    [InlineData("mnist synthesize --output", "synthesize")]
    public void Help_shows_an_example(string example, params string[] command)
    {
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, [.. command, "--help"]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.StandardError));
        Assert.Contains(example, outcome.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_that_of_the_program()
    {
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, "--version");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(
            typeof(Failure).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            outcome.StandardOutput.Trim()
        );
    }
}
