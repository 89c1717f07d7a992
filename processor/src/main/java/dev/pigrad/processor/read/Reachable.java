package dev.pigrad.processor.read;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;

/**
 * Whether a method or a field may name a member. Where it may not, javac reports that but shows the
 * member with its type, as if all were well.
 */
final class Reachable {
  private final Element place;
  private final TypeElement type;

  /** From the body of a method, or the value of a field. */
  Reachable(Element place) {
    this.place = place;
    this.type = EnclosingType.of(place);
  }

  /** Whether {@code tree} may refer to {@code element}. */
  boolean from(ExpressionTree tree, Element element) {
    return switch (element.getKind()) {
      case FIELD, METHOD, CONSTRUCTOR ->
          isVisible(element) && (!(tree instanceof IdentifierTree) || hasReceiver(element));
      default -> true;
    };
  }

  /** A private member is visible throughout the outermost class around it. */
  private boolean isVisible(Element member) {
    return !member.getModifiers().contains(Modifier.PRIVATE)
        || !(member.getEnclosingElement() instanceof TypeElement owner)
        || outermost(owner).equals(outermost(type));
  }

  /**
   * A name without a receiver, {@code this} included, needs an object around it: a record never has
   * one of the class that encloses it.
   */
  private boolean hasReceiver(Element member) {
    boolean isOfObject =
        member.getKind() != ElementKind.CONSTRUCTOR
            && !member.getModifiers().contains(Modifier.STATIC);
    return !isOfObject || !(isInStaticMethod(member) || isOfEnclosing(member));
  }

  private boolean isInStaticMethod(Element member) {
    return place.getModifiers().contains(Modifier.STATIC)
        && type.equals(member.getEnclosingElement());
  }

  private boolean isOfEnclosing(Element member) {
    TypeElement outer = type;
    while (outer.getNestingKind() == NestingKind.MEMBER && outer.getKind() == ElementKind.RECORD) {
      outer = EnclosingType.of(outer);
      if (outer.equals(member.getEnclosingElement())) {
        return true;
      }
    }
    return false;
  }

  private static TypeElement outermost(TypeElement type) {
    TypeElement outer = type;
    for (Element e = type; e != null; e = e.getEnclosingElement()) {
      outer = e instanceof TypeElement around ? around : outer;
    }
    return outer;
  }
}
