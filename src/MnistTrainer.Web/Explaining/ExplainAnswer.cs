namespace MnistTrainer.Web;

/// <summary>Why an image has the score of a class that it has.</summary>
internal sealed record ExplainAnswer
{
    /// <summary>The most probable class.</summary>
    public required string Answer { get; init; }

    /// <summary>The class that is explained.</summary>
    public required string Label { get; init; }

    /// <summary>The net input of the most probable class in the last layer.</summary>
    public required double AnswerNetInput { get; init; }

    /// <summary>The net input of the explained class: the bias and the contributions of all units.</summary>
    public required double NetInput { get; init; }

    /// <summary>The bias; 0 in a layer without biases.</summary>
    public required double Bias { get; init; }

    /// <summary>The units below the last layer with the largest contributions, the largest in absolute value first.</summary>
    public required IReadOnlyList<UnitAnswer> Units { get; init; }

    /// <summary>The sum of the contributions of all other units.</summary>
    public required double Rest { get; init; }

    /// <summary>The number of all other units.</summary>
    public required int RestCount { get; init; }

    /// <summary>The image that the network saw, as a data URL of a PNG.</summary>
    public required string Image { get; init; }

    /// <summary>The size of that image: rows, columns.</summary>
    public required IReadOnlyList<int> Size { get; init; }

    /// <summary>The effect of every pixel on the net input, row by row: its value times the derivative by it; positive where it speaks for the class.</summary>
    public required IReadOnlyList<double> Pixels { get; init; }

    /// <summary>What layers of images make of the image, first to last; empty in a network without them.</summary>
    public required IReadOnlyList<MapsAnswer> Maps { get; init; }
}

/// <summary>A unit below the last layer.</summary>
/// <param name="Unit">The number of the unit, from 0.</param>
/// <param name="Output">Its output.</param>
/// <param name="Weight">The weight from the unit to the class.</param>
/// <param name="Contribution">The product of both.</param>
/// <param name="Weights">The weights into the unit as an image, as a data URL of a PNG: gray is 0, white the largest, black its negative; null where they do not belong to
/// the pixels of the image.</param>
internal sealed record UnitAnswer(int Unit, double Output, double Weight, double Contribution, string? Weights);

/// <summary>The strongest outputs of a layer of images.</summary>
/// <param name="Layer">A description of the layer.</param>
/// <param name="Image">The maps in a grid, the strongest first, as a data URL of a PNG: black is 0, white the largest output of the layer.</param>
/// <param name="Count">The number of maps in the image.</param>
/// <param name="Total">The number of all.</param>
internal sealed record MapsAnswer(string Layer, string Image, int Count, int Total);
