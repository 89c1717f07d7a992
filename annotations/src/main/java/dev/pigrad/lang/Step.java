package dev.pigrad.lang;

/**
 * What a surrogate loss knows of one step (s, a) of a rollout, under the policy π that is trained
 * and the behaviour policy π_old that acted.
 *
 * <p>Gradients flow through {@code logProb}, {@code entropy}, {@code kl} and {@code value}; the
 * others are data.
 *
 * @param logProb log π(a|s), natural; any real, as it may be a density
 * @param oldLogProb log π_old(a|s)
 * @param entropy H(π(·|s)), in nats; negative for a narrow density
 * @param kl KL(π_old(·|s) ‖ π(·|s)), in nats, at least 0
 * @param value V(s), the value function under training; zero if the policy has none
 * @param oldValue V(s) as it was when acting
 * @param advantage an estimate of A(s, a) under π_old, normalised or not
 * @param returnTarget what V(s) is regressed on
 * @param weight the weight of the sample, one unless the batch has others
 */
public record Step(
    Scalar logProb,
    Scalar oldLogProb,
    Scalar entropy,
    Scalar kl,
    Scalar value,
    Scalar oldValue,
    Scalar advantage,
    Scalar returnTarget,
    Scalar weight) {

  /** A step in which all is zero and the weight one, to change from. */
  public static Builder builder() {
    return new Builder();
  }

  /** Sets the components of a {@link Step} by name. */
  public static final class Builder {
    private Scalar logProb = Scalar.of(0);
    private Scalar oldLogProb = Scalar.of(0);
    private Scalar entropy = Scalar.of(0);
    private Scalar kl = Scalar.of(0);
    private Scalar value = Scalar.of(0);
    private Scalar oldValue = Scalar.of(0);
    private Scalar advantage = Scalar.of(0);
    private Scalar returnTarget = Scalar.of(0);
    private Scalar weight = Scalar.of(1);

    private Builder() {}

    /** Sets {@link Step#logProb}. */
    public Builder logProb(Scalar logProb) {
      this.logProb = logProb;
      return this;
    }

    /** Sets {@link Step#oldLogProb}. */
    public Builder oldLogProb(Scalar oldLogProb) {
      this.oldLogProb = oldLogProb;
      return this;
    }

    /** Sets {@link Step#entropy}. */
    public Builder entropy(Scalar entropy) {
      this.entropy = entropy;
      return this;
    }

    /** Sets {@link Step#kl}. */
    public Builder kl(Scalar kl) {
      this.kl = kl;
      return this;
    }

    /** Sets {@link Step#value}. */
    public Builder value(Scalar value) {
      this.value = value;
      return this;
    }

    /** Sets {@link Step#oldValue}. */
    public Builder oldValue(Scalar oldValue) {
      this.oldValue = oldValue;
      return this;
    }

    /** Sets {@link Step#advantage}. */
    public Builder advantage(Scalar advantage) {
      this.advantage = advantage;
      return this;
    }

    /** Sets {@link Step#returnTarget}. */
    public Builder returnTarget(Scalar returnTarget) {
      this.returnTarget = returnTarget;
      return this;
    }

    /** Sets {@link Step#weight}. */
    public Builder weight(Scalar weight) {
      this.weight = weight;
      return this;
    }

    /** The step. */
    public Step build() {
      return new Step(
          logProb, oldLogProb, entropy, kl, value, oldValue, advantage, returnTarget, weight);
    }
  }
}
