using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The parameters that a search can vary. Each changes a recipe exactly as the command's option of its name does.</summary>
internal static class SearchParameters
{
    /// <summary>The largest whole number of a space.</summary>
    public const int LargestWhole = 1 << 20;

    private static readonly string[] Augmentations = ["elastic", "drawing", "flip-and-crop", "none"];

    private static readonly string[] HiddenActivations =
    [
        .. Activation.All.Where(one => one.IsDifferentiable && !one.MixesUnits).Select(one => one.Name.Split('(')[0]),
    ];

    /// <summary>The parameters of the network.</summary>
    public static ImmutableArray<SearchParameter> OfNetwork { get; } =
    [
        new LayersParameter { Summary = "units of the hidden layers", Example = "100..1000 or 300/200,100" },
        new NameParameter("activation")
        {
            Summary = "activation of the hidden layers",
            Example = "relu,gelu",
            Names = HiddenActivations,
            Spell = text => Activation.Parse(text) is { IsDifferentiable: true, MixesUnits: false } one ? one.Spelling : null,
            Set = (recipe, value) =>
                recipe with
                {
                    Network = recipe.Network with { HiddenActivation = Activation.Parse(value), Initializer = null },
                },
            Get = recipe => recipe.Network.HiddenActivation.Spelling,
            IsOfHiddenLayers = true,
        },
        new NumberParameter("dropout")
        {
            Summary = "fraction of the outputs of each hidden layer to drop",
            Example = "0..0.5",
            Range = "from 0 to below 1",
            Contains = number => number is >= 0 and < 1,
            Set = (recipe, value) => recipe with { DropoutWithoutAugmentation = null, Network = recipe.Network with { Dropout = value } },
            Get = recipe => Exact(recipe.Network.Dropout),
            Usual = _ => new SearchRange(0, 0.5),
            IsOfHiddenLayers = true,
        },
        new NumberParameter("input-dropout")
        {
            Summary = "fraction of the inputs to drop",
            Example = "0..0.3",
            Range = "from 0 to below 1",
            Contains = number => number is >= 0 and < 1,
            Set = (recipe, value) => recipe with { Network = recipe.Network with { InputDropout = value } },
            Get = recipe => Exact(recipe.Network.InputDropout),
        },
    ];

    /// <summary>The parameters of the training.</summary>
    public static ImmutableArray<SearchParameter> OfTraining { get; } =
    [
        new NameParameter("optimizer")
        {
            Summary = "the optimizer",
            Example = "adam,adamw",
            Names = Optimizer.Names,
            Spell = text => Optimizer.Parse(text).Spelling,
            Set = (recipe, value) => With(recipe, training => training with { Optimizer = Optimizer.Parse(value) }),
            Get = recipe => recipe.Training.Optimizer.Spelling,
        },
        new NumberParameter("learning-rate")
        {
            Summary = "learning rate",
            Example = "1e-4..1e-1",
            Range = "above 0",
            Contains = number => number > 0,
            Set = (recipe, value) =>
                With(recipe, training => training with { Optimizer = training.Optimizer with { LearningRate = value } }),
            Get = recipe => Exact(recipe.Training.Optimizer.LearningRate),
            Usual = recipe => AroundRate(recipe.Training.Optimizer.LearningRate),
            IsLogarithmic = true,
        },
        new NameParameter("schedule")
        {
            Summary = "how the learning rate changes",
            Example = "constant,cosine,one-cycle",
            Names = LearningRateSchedule.Names,
            Spell = text => LearningRateSchedule.Parse(text).Spelling,
            Set = (recipe, value) => With(recipe, training => training with { Schedule = LearningRateSchedule.Parse(value) }),
            Get = recipe => recipe.Training.Schedule.Spelling,
        },
        new NumberParameter("batch-size")
        {
            Summary = "images per step",
            Example = "16,32,64,128",
            Range = "of at least 1",
            Contains = number => number >= 1,
            Set = (recipe, value) => With(recipe, training => training with { BatchSize = (int)value }),
            Get = recipe => recipe.Training.BatchSize,
            Usual = recipe => recipe.Training.BatchSize < 8 ? null : Around(recipe.Training.BatchSize),
            IsWhole = true,
            IsLogarithmic = true,
        },
        Penalty("l1", "penalty on the sum of the absolute weights", one => one.L1, (one, value) => one with { L1 = value }),
        Penalty("l2", "penalty on half the sum of the squared weights", one => one.L2, (one, value) => one with { L2 = value }),
        Penalty(
            "weight-decay",
            "fraction of each weight, times the rate, to subtract",
            one => one.WeightDecay,
            (one, value) => one with { WeightDecay = value }
        ),
        new NumberParameter("max-norm")
        {
            Summary = "maximum L2 norm of each unit's incoming weights",
            Example = "1..5",
            Range = "above 0",
            Contains = number => number > 0,
            Set = (recipe, value) =>
                With(recipe, training => training with { Regularization = training.Regularization with { MaximumNorm = value } }),
            Get = recipe => Exact(recipe.Training.Regularization.MaximumNorm),
        },
        new NumberParameter("clip-norm")
        {
            Summary = "maximum L2 norm of the gradient",
            Example = "0.5..5",
            Range = "above 0",
            Contains = number => number > 0,
            Set = (recipe, value) => With(recipe, training => training with { ClipNorm = value }),
            Get = recipe => Exact(recipe.Training.ClipNorm),
            IsLogarithmic = true,
        },
        new NumberParameter("label-smoothing")
        {
            Summary = "fraction of the target spread over all classes",
            Example = "0..0.2",
            Range = "from 0 to below 1",
            Contains = number => number is >= 0 and < 1,
            Set = (recipe, value) => With(recipe, training => training with { LabelSmoothing = value }),
            Get = recipe => Exact(recipe.Training.LabelSmoothing),
        },
        new NumberParameter("average")
        {
            Summary = "decay of a running average of the weights",
            Example = "0.99..0.9999",
            Range = "above 0 and below 1",
            Contains = number => number is > 0 and < 1,
            Set = (recipe, value) => With(recipe, training => training with { AverageDecay = value }),
            Get = recipe => Exact(recipe.Training.AverageDecay),
        },
        new NameParameter("augmentation")
        {
            Summary = "how images are distorted",
            Example = "elastic,none",
            Names = Augmentations,
            Spell = text => Augmentations.FirstOrDefault(known => known == text),
            Set = (recipe, value) =>
                With(recipe, training => training with { Augmentation = Augmentation(training, value) }) with
                {
                    AugmentationUse = AugmentationUse.Always,
                },
            Get = recipe =>
                recipe.Training.Augmentation switch
                {
                    null => "none",
                    ElasticAugmentation => "elastic",
                    FlipAndCropAugmentation one when one == new FlipAndCropAugmentation() => "flip-and-crop",
                    DrawingAugmentation one when one == new DrawingAugmentation() => "drawing",
                    _ => null,
                },
        },
    ];

    /// <summary>Why parameters of hidden layers have no effect on a recipe; null where they have.</summary>
    public static string? NoHiddenLayers(Recipe recipe) =>
        recipe.Network.Layers is not null ? $"the recipe {recipe.Name} lists all its layers"
        : recipe.Network.HiddenUnits.IsDefaultOrEmpty ? $"the network of {recipe.Name} has no dense hidden layer"
        : null;

    private static NumberParameter Penalty(
        string name,
        string summary,
        Func<Regularization, float> get,
        Func<Regularization, float, Regularization> set
    ) =>
        new(name)
        {
            Summary = summary,
            Example = "1e-6..1e-2",
            Range = "from 0",
            Contains = number => number >= 0,
            Set = (recipe, value) => With(recipe, training => training with { Regularization = set(training.Regularization, value) }),
            Get = recipe => Exact(get(recipe.Training.Regularization)),
            IsLogarithmic = true,
        };

    private static SearchChoice Around(int batchSize) =>
        new([.. new[] { batchSize / 4, batchSize / 2, batchSize, batchSize * 2 }.Select(one => $"{one}")]);

    private static SearchRange AroundRate(float rate) => new(Short(rate / 10.0), Short(rate * 10.0)) { IsLogarithmic = true };

    private static double Short(double number) =>
        double.Parse(number.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static Recipe With(Recipe recipe, Func<TrainingOptions, TrainingOptions> change) =>
        recipe with
        {
            Training = change(recipe.Training),
        };

    private static IAugmentation? Augmentation(TrainingOptions training, string value) =>
        value switch
        {
            "elastic" => training.Augmentation ?? new ElasticAugmentation(),
            "drawing" => new DrawingAugmentation(),
            "flip-and-crop" => new FlipAndCropAugmentation(),
            _ => null,
        };

    // The shortest text of a float, not that of the double next to it: 0.002, not 0.0020000000949949026.
    private static double Exact(float number) => double.Parse(number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static double? Exact(float? number) => number is float one ? Exact(one) : null;
}
