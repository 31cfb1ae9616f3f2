using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist learn</c>: a model learns from images that it read wrongly, without forgetting what it knew.</summary>
internal sealed class LearnCommand : Command
{
    /// <summary>What calls it.</summary>
    public const string Word = "learn";

    /// <summary>What the root's help says of it.</summary>
    public const string Summary = "Teach a model what it read wrongly";

    private readonly Argument<string?> _folder = new("DIR")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "Images with a sub-folder for each class; unless told, the drawings that mnist serve has kept",
    };

    private readonly Option<string?> _model = CommonOptions.Model(
        "The model, which is replaced; what it was is kept beside it. Unless told, the one trained last; the one that ships stays, and models/digits-learned.zip has learned"
    );
    private readonly Option<string?> _data = CommonOptions.Source(
        "--data",
        "What it is not to forget. Unless told, the data that it learned from"
    );
    private readonly Option<int?> _epochs = CommonOptions.WholeNumber(
        "--epochs",
        "How often every image is learned from; 3 unless told",
        1
    );
    private readonly Option<float?> _learningRate = new("--learning-rate")
    {
        HelpName = "X",
        Description = "The size of Adam's steps; 0.0005 unless told",
        CustomParser = OptionParser.Number(NumberRange.Positive("0.0005")),
    };

    private readonly Option<ulong?> _seed = new("--seed")
    {
        HelpName = "N",
        Description = "The source of all randomness; 1 unless told",
        CustomParser = OptionParser.Seed,
    };
    private readonly Option<int?> _threads = CommonOptions.WholeNumber(
        "--threads",
        "Threads that work; as many as make sense unless told",
        0,
        TrainingOptions.MaximumThreads
    );
    private readonly Option<bool> _undo = new("--undo") { Description = "Put the model back that was there before it learned" };
    private readonly Option<bool> _json = CommonOptions.Json();

    public LearnCommand()
        : base(Word, Summary)
    {
        Arguments.Add(_folder);
        foreach (Option option in (Option[])[_model, _data, _epochs, _learningRate, _seed, _threads, _undo, _json])
            Options.Add(option);
        ExampleHelp.AddTo(this, "mnist learn", "mnist learn my-drawings/ --model models/mnist-accurate.zip", "mnist learn --undo");
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Screen screen = new(parsed.GetValue(_json));
        string model = parsed.GetValue(_model) ?? ModelPath.Latest(screen);
        if (parsed.GetValue(_undo))
        {
            ModelBefore.Restore(model);
            if (screen.IsJson)
                JsonOutput.Print(writer => writer.WriteString("restored", model));
            else
                Console.Out.WriteLine($"{model} is what it was before it learned.");
            return ExitCode.Done;
        }

        using Interruption interruption = new();
        LearningRun run = new(screen, interruption.Token)
        {
            Model = model,
            Learned = ModelPath.Learned(model),
            Folder = parsed.GetValue(_folder) ?? DataLocations.Current.CorrectionFolder,
            Data = parsed.GetValue(_data),
            Training = new TrainingOptions
            {
                Epochs = parsed.GetValue(_epochs) ?? 3,
                Optimizer = new Adam(parsed.GetValue(_learningRate) ?? 0.0005f),
                Schedule = LearningRateSchedule.Cosine,
                Seed = parsed.GetValue(_seed) ?? 1,
                Threads = parsed.GetValue(_threads) ?? 0,
            },
        };
        return run.Run();
    }
}
